package vault

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/width"
)

// one is the code as a person would copy it.
func one(c Code) string { return strings.Join(c.Lines, "\n") }

func split(t testing.TB, s *Sheet) []string {
	t.Helper()
	codes, err := s.Split()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i, c := range codes {
		if c.Share != i+1 || c.Sheet != s.ID() {
			t.Errorf("share %d of %s says it is %d of %s", i+1, s.ID(), c.Share, c.Sheet)
		}
		out = append(out, one(c))
	}
	return out
}

// trouble is what ReadSheet finds wrong.
func trouble(t testing.TB, codes ...string) SheetError {
	t.Helper()
	s, err := ReadSheet(codes...)
	var bad *SheetError
	if !errors.As(err, &bad) {
		t.Fatalf("no trouble: %v, %v", s, err)
	}
	for _, c := range codes {
		for line := range strings.Lines(c) {
			if word := strings.TrimSpace(line); len(word) > 3 && strings.Contains(bad.Error(), word) {
				t.Errorf("the error tells of the code: %v", bad)
			}
		}
	}
	return *bad
}

func TestSheetComesBackAsItWasMade(t *testing.T) {
	for range 50 {
		s := NewSheet()
		got, err := ReadSheet(one(s.Whole()))
		if err != nil || *got != *s {
			t.Fatalf("the whole sheet: %v", err)
		}
		if len(s.Passphrase()) != 32 || strings.Trim(s.Passphrase(), alphabet) != "" || s.Name() != SheetName(s.ID()) {
			t.Errorf("passphrase of %d characters", len(s.Passphrase()))
		}
		if id, ok := SheetOf(s.Name()); !ok || id != s.ID() {
			t.Errorf("the name %q is of sheet %q, %t", s.Name(), id, ok)
		}
		shares := split(t, s)
		for _, pick := range [][]string{{shares[0], shares[1]}, {shares[1], shares[0]}, {shares[0], shares[2]}, {shares[2], shares[1]}, {shares[2], shares[0], shares[1]}} {
			if got, err := ReadSheet(pick...); err != nil || *got != *s {
				t.Fatalf("shares: %v", err)
			}
		}
	}
	if one, other := NewSheet(), NewSheet(); *one == *other {
		t.Error("two sheets are the same")
	}
}

func TestSheetOpensItsSlotAndNothingElseDoes(t *testing.T) {
	s, other := NewSheet(), NewSheet()
	slot, _, err := NewSlot(ID{1}, ID{2}, ForRecovery, s.Name(), s.Passphrase(), cheap)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := slot.Unlock(s.Passphrase()); err != nil || !slot.Named(s.Name()) {
		t.Errorf("the sheet does not open its slot: %v", err)
	}
	if _, err := slot.Unlock(other.Passphrase()); !errors.Is(err, ErrPassphrase) {
		t.Errorf("another sheet: %v", err)
	}
}

func TestCodeAsPeopleTypeIt(t *testing.T) {
	s := NewSheet()
	for !strings.ContainsAny(one(s.Whole())[1:], "0") || !strings.ContainsAny(one(s.Whole())[1:], "1") {
		s = NewSheet()
	}
	code := one(s.Whole())
	grouped, numbered, broken := "", "", ""
	for i, line := range s.Whole().Lines {
		grouped += line[:4] + " - " + line[4:8] + "\t" + line[8:] + "\n\n"
		numbered += fmt.Sprintf("%d. %s %s %s\r\n", i+1, line[:4], line[4:8], line[8:])
		broken += fmt.Sprintf("%d、\n%s\n", i+1, line)
	}
	for name, text := range map[string]string{
		"as it is": code, "lower case": strings.ToLower(code), "groups": grouped, "numbered": numbered, "numbers apart": broken,
		"one line": strings.ReplaceAll(code, "\n", ""), "letters for digits": strings.NewReplacer("0", "O", "1", "l").Replace(code),
		"capital i": strings.ReplaceAll(code, "1", "I"), "full width": width.Widen.String(strings.ToLower(code)),
		"full width dashes": strings.ReplaceAll(code, "\n", "－"), "em dashes": strings.ReplaceAll(code, "\n", "——"), "mark": "\ufeff" + code + "\u3000",
		"dots of an input method": strings.ReplaceAll(code, "\n", "。"), "zero width": strings.Join(strings.Split(code, ""), "\u200b"),
	} {
		if got, err := ReadSheet(text); err != nil || *got != *s {
			t.Errorf("%s: %v", name, err)
		}
		if got := SplitCodes(text); len(got) != 1 {
			t.Errorf("%s: %d codes", name, len(got))
		} else if got, err := ReadSheet(got...); err != nil || *got != *s {
			t.Errorf("%s, from a file: %v", name, err)
		}
	}
}

// TestEveryWrongCharacterIsFound tries every other character in every place of both kinds of code, and the line that is named.
func TestEveryWrongCharacterIsFound(t *testing.T) {
	s := NewSheet()
	for _, code := range []string{strings.Join(s.Whole().Lines, ""), strings.ReplaceAll(split(t, s)[1], "\n", "")} {
		for i := range code {
			for _, r := range alphabet {
				if byte(r) == code[i] {
					continue
				}
				if bad := trouble(t, code[:i]+string(r)+code[i+1:]); bad.What != CodeLine || bad.Line != i/lineLen+1 || bad.Code != 1 {
					t.Fatalf("place %d: %v", i, &bad)
				}
			}
			if bad := trouble(t, code[:i]+"U"+code[i+1:]); bad.What != CodeLetter || bad.Line != i/lineLen+1 || bad.At != i%lineLen+1 {
				t.Errorf("a letter of no code in place %d: %v", i, &bad)
			}
		}
	}
}

// TestEveryExchangeIsFound exchanges every two characters of every line, neighbours across lines, and every two lines.
func TestEveryExchangeIsFound(t *testing.T) {
	for range 5 {
		s := NewSheet()
		for _, text := range []string{one(s.Whole()), split(t, s)[0]} {
			lines := strings.Split(text, "\n")
			code := []byte(strings.Join(lines, ""))
			for i := range code {
				for j := i + 1; j < len(code) && (j/lineLen == i/lineLen || j == i+1); j++ {
					if code[i] == code[j] {
						continue
					}
					wrong := bytes.Clone(code)
					wrong[i], wrong[j] = wrong[j], wrong[i]
					if bad := trouble(t, string(wrong)); bad.What != CodeLine || bad.Line != i/lineLen+1 {
						t.Fatalf("%d and %d: %v", i, j, &bad)
					}
				}
			}
			for i := range lines {
				for j := range i {
					wrong := slices.Clone(lines)
					wrong[i], wrong[j] = wrong[j], wrong[i]
					if bad := trouble(t, strings.Join(wrong, "\n")); bad.What != CodeLine || bad.Line != j+1 {
						t.Fatalf("lines %d and %d: %v", i, j, &bad)
					}
				}
			}
		}
	}
}

// TestWhatChecksMissTheSumFinds makes lines whose checks are right around digits that were not printed.
func TestWhatChecksMissTheSumFinds(t *testing.T) {
	s := NewSheet()
	for i := range wholeLines * lineData {
		lines := slices.Clone(s.Whole().Lines)
		n := i / lineData
		ds := symbols(lines[n])[:lineData]
		ds[i%lineData] ^= 7
		lines[n] = spell(ds) + spell([]byte{checkOf(n, ds)})
		want := CodeSum
		if i == 0 {
			want = CodeNewer // another kind of code
		}
		if bad := trouble(t, strings.Join(lines, "\n")); bad.What != want {
			t.Errorf("digit %d: %v", i, &bad)
		}
	}
}

func TestEachTroubleHasItsOwnWord(t *testing.T) {
	s, other := NewSheet(), NewSheet()
	whole, a, b := one(s.Whole()), split(t, s), split(t, other)
	again := split(t, s)
	short := strings.Split(whole, "\n")
	short[2] = short[2][:10]
	long := strings.Split(a[0], "\n")
	long[4] += "00"
	for _, c := range []struct {
		codes []string
		want  SheetError
	}{
		{nil, SheetError{What: CodeEmpty}},
		{[]string{" - \n"}, SheetError{What: CodeEmpty, Code: 1}},
		{[]string{a[0], ""}, SheetError{What: CodeEmpty, Code: 2}},
		{[]string{strings.Join(short, "\n")}, SheetError{What: CodeShort, Code: 1, Line: 3, At: 10, Want: 12}},
		{[]string{strings.Join(long, "\n")}, SheetError{What: CodeLong, Code: 1, Line: 5, At: 14, Want: 12}},
		{[]string{strings.Join(short, "")}, SheetError{What: CodeLength, Code: 1, At: 46, Want: 48}},
		{[]string{strings.ReplaceAll(a[1], "\n", "")[:60]}, SheetError{What: CodeLength, Code: 1, At: 60, Want: 72}},
		{[]string{strings.Repeat("R", longestCode+1)}, SheetError{What: CodeLength, Code: 1, At: longestCode + 1, Want: 48}},
		{[]string{a[0]}, SheetError{What: CodeMore, At: 1}},
		{[]string{a[2], a[2]}, SheetError{What: CodeTwice, Code: 2}},
		{[]string{a[0], b[1]}, SheetError{What: CodeOther, Code: 2}},
		{[]string{a[0], a[1], b[2]}, SheetError{What: CodeOther, Code: 3}},
		{[]string{a[0], again[1]}, SheetError{What: CodeApart}},
		{[]string{a[0], again[0]}, SheetError{What: CodeApart}},
		{[]string{a[0], a[1], again[2]}, SheetError{What: CodeApart}},
		{[]string{whole, a[0]}, SheetError{What: CodeMixed}},
		{[]string{whole, whole}, SheetError{What: CodeMixed}},
		{[]string{a[0], a[1], a[2], a[0]}, SheetError{What: CodeMany, At: 4, Want: 3}},
		{[]string{a[0], strings.Replace(a[1], "\n", "\nU", 1)}, SheetError{What: CodeLetter, Code: 2, Line: 2, At: 1}},
	} {
		if got := trouble(t, c.codes...); got != c.want {
			t.Errorf("got %+v, want %+v", got, c.want)
		}
	}
	mistyped := []byte(a[1])
	mistyped[20]++
	if got := trouble(t, a[0], string(mistyped)); got.Code != 2 || got.Line != 2 {
		t.Errorf("a mistyped share: %+v", got)
	}
}

// TestOneShareTellsNothing: whatever one share holds, there is a second one beside it for every secret there is.
func TestOneShareTellsNothing(t *testing.T) {
	s := NewSheet()
	share := split(t, s)[0]
	_, says, bad := readCode(share)
	if bad != nil {
		t.Fatal(bad)
	}
	value, _ := number(says[idDigits+1:], scalarLen)
	first, err := scalar(value)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		any := NewSheet()
		wanted, err := scalar(any.secret[:])
		if err != nil {
			t.Fatal(err)
		}
		// the line through the share at 1 and the wanted secret at 0 passes 2 at twice the one less the other
		v := shareGroup.NewScalar().Add(first, first)
		v.Sub(v, wanted)
		b, err := v.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		slices.Reverse(b)
		second := newCode(shareKind, append(append(bytes.Clone(s.id[:]), ShareNeed<<3|2), digits(b, shareDigits)...))
		got, err := ReadSheet(share, one(second))
		if err != nil || got.secret != any.secret {
			t.Fatalf("a secret that the share does not allow: %v", err)
		}
	}
}

func TestCodesOutOfOneFile(t *testing.T) {
	s := NewSheet()
	shares := split(t, s)
	for name, text := range map[string]string{
		"empty line": shares[0] + "\n\n" + shares[2], "no line": shares[0] + "\n" + shares[2], "every line apart": strings.ReplaceAll(shares[0]+"\n"+shares[1], "\n", "\n\n"),
	} {
		if got, err := ReadSheet(SplitCodes(text)...); err != nil || *got != *s {
			t.Errorf("%s: %v", name, err)
		}
	}
	mistyped := strings.Replace(shares[1], "\n", "\nU", 1)
	if got := trouble(t, SplitCodes(shares[0]+"\n\n"+mistyped)...); got.Code != 2 || got.Line != 2 {
		t.Errorf("a mistyped share in a file: %+v", got)
	}
	if got := SplitCodes("\n \n"); len(got) != 0 {
		t.Errorf("codes out of nothing: %q", got)
	}
}

func TestDigitsAndNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ size, digits int }{{20, 32}, {32, 52}, {1, 2}} {
		for range 200 {
			b := make([]byte, c.size)
			for i := range b {
				b[i] = byte(r.Uint32())
			}
			if got, ok := number(digits(b, c.digits), c.size); !ok || !bytes.Equal(got, b) {
				t.Fatalf("%x became %x", b, got)
			}
		}
	}
	if _, ok := number(bytes.Repeat([]byte{31}, 52), 32); ok {
		t.Error("260 bits fit 256")
	}
}

func FuzzReadSheet(f *testing.F) {
	s := NewSheet()
	shares := split(f, s)
	for _, text := range []string{one(s.Whole()), shares[0], shares[0] + "\n\n" + shares[1], "1. ＲＯ", "S", strings.ToLower(shares[2])} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		codes := SplitCodes(text)
		got, err := ReadSheet(codes...)
		if err != nil {
			var bad *SheetError
			if !errors.As(err, &bad) || bad.Code > len(codes) || bad.Line < 0 || bad.Line > longestCode {
				t.Fatalf("%#v", err)
			}
			return
		}
		again, err := ReadSheet(one(got.Whole()))
		if err != nil || *again != *got {
			t.Fatalf("a sheet that was read does not come back: %v", err)
		}
	})
}

// FuzzReadCode gives lines with right checks and sums, so that the fuzzer gets past them.
func FuzzReadCode(f *testing.F) {
	f.Add([]byte{1, 2, 3}, true)
	f.Add(bytes.Repeat([]byte{31}, 56), true)
	f.Add(append([]byte{0, 0, 0, 0, 17}, bytes.Repeat([]byte{9}, 51)...), true)
	f.Add([]byte{5}, false)
	f.Fuzz(func(t *testing.T, says []byte, share bool) {
		kind, n := byte(wholeKind), idDigits+secretDigits
		if share {
			kind, n = shareKind, idDigits+1+shareDigits
		}
		full := make([]byte, n)
		copy(full, says)
		for i := range full {
			full[i] &= 31
		}
		code := one(newCode(kind, full))
		_, got, bad := readCode(code)
		if bad != nil || !bytes.Equal(got, full) {
			t.Fatalf("%v: %v", full, bad)
		}
		if _, err := ReadSheet(code, code); err == nil {
			t.Fatal("the same code twice was taken")
		}
		_, _ = ReadSheet(code) // must not crash
	})
}
