package vault

import (
	"crypto/sha256"
	"strconv"
)

// Code is what one printed sheet, or one share of it, says.
//
//	whole  4 lines: [1] R | [4] sheet | [32] secret | [7] sum
//	share  6 lines: [1] S | [4] sheet | [1] which of how many | [51] value | [9] sum
//
// in digits of five bits, eleven to a line, the twelfth being the line's check. The check is the sum of the digits, each times its own
// power of a generator of GF(32), and of a constant of the line: one wrong character, two exchanged ones and a line in another's place
// always show, and in which line; of other mistakes in a line one in 32 does not. The sum is a piece of a SHA-256 of all
// before it: of what the checks let pass it misses one in 2³⁵.
type Code struct {
	Sheet string // ID of the sheet
	Share int    // 1 to 3; 0: the whole sheet
	Lines []string
}

const (
	lineLen   = 12 // with the check
	lineData  = lineLen - 1
	wholeKind = 24 // R
	shareKind = 25 // S

	wholeLines, wholeSum = 4, 7
	shareLines, shareSum = 6, 9
)

// form is how long a kind of code is.
type form struct {
	kind       byte
	lines, sum int
}

var forms = []form{{wholeKind, wholeLines, wholeSum}, {shareKind, shareLines, shareSum}}

func formOf(kind byte) (form, bool) {
	for _, f := range forms {
		if f.kind == kind {
			return f, true
		}
	}
	return form{}, false
}

// newCode puts sum and checks behind what a code says.
func newCode(kind byte, says []byte) Code {
	f, _ := formOf(kind)
	all := append([]byte{kind}, says...)
	all = append(all, sumOf(all, f.sum)...)
	c := Code{Sheet: spell(says[:idDigits])}
	for i := range f.lines {
		line := all[i*lineData : (i+1)*lineData]
		c.Lines = append(c.Lines, spell(line)+spell([]byte{checkOf(i, line)}))
	}
	return c
}

func sumOf(all []byte, n int) []byte {
	sum := sha256.Sum256(append([]byte("halfsky recovery sheet"), all...))
	return digits(sum[:], n)
}

// powers are those of a generator of GF(32) = GF(2)[x] / (x⁵+x²+1).
var powers = func() (p [31]byte) {
	v := byte(1)
	for i := range p {
		p[i] = v
		if v <<= 1; v&32 != 0 {
			v ^= 0x25
		}
	}
	return p
}()

func times(a, b byte) (out byte) {
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			out ^= a
		}
		if a <<= 1; a&32 != 0 {
			a ^= 0x25
		}
	}
	return out
}

// checkOf is the check of the digits of one line. Its own weight is power 0; no digit has the same.
func checkOf(line int, ds []byte) byte {
	c := powers[lineData+1+line]
	for i, d := range ds {
		c ^= times(powers[i+1], d)
	}
	return c
}

// SheetTrouble is a permanent word for what is wrong with a code that was typed; say has recovery.code.<word>.
type SheetTrouble string

// What can be wrong.
const (
	CodeEmpty  SheetTrouble = "empty"  // nothing was typed
	CodeLetter SheetTrouble = "letter" // a character that no code has, in line Line, place At
	CodeLength SheetTrouble = "length" // At characters, too many or too few in all
	CodeShort  SheetTrouble = "short"  // line Line has At characters, too few
	CodeLong   SheetTrouble = "long"   // line Line has At characters, too many
	CodeLine   SheetTrouble = "line"   // line Line is mistyped
	CodeSum    SheetTrouble = "sum"    // the checks of all lines hold, and yet it is not what was printed
	CodeNewer  SheetTrouble = "newer"  // printed by a newer program
	CodeMore   SheetTrouble = "more"   // one share alone; another is needed
	CodeTwice  SheetTrouble = "twice"  // the same share twice
	CodeOther  SheetTrouble = "other"  // shares of different sheets
	CodeMixed  SheetTrouble = "mixed"  // a whole sheet and something else
	CodeApart  SheetTrouble = "apart"  // shares that are whole each and yet do not belong together
	CodeMany   SheetTrouble = "many"   // more codes than a sheet has
)

// SheetTroubles are all of them.
var SheetTroubles = []SheetTrouble{CodeEmpty, CodeLetter, CodeLength, CodeShort, CodeLong, CodeLine, CodeSum, CodeNewer, CodeMore, CodeTwice,
	CodeOther, CodeMixed, CodeApart, CodeMany}

// SheetError says what is wrong with which code. It holds nothing of the code.
type SheetError struct {
	What SheetTrouble
	Code int // which of the codes given, from 1; 0: all together
	Line int // from 1; 0: no line in particular
	At   int // place in the line, or how many characters there are
	Want int // how many there should be
}

// Error names the trouble by its word.
func (e *SheetError) Error() string {
	text := "read recovery code " + strconv.Itoa(e.Code) + ": " + string(e.What)
	if e.Line > 0 {
		text += " in line " + strconv.Itoa(e.Line)
	}
	return text
}
