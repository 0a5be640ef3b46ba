package picture

import (
	"encoding/binary"
	"strconv"

	"cn.halfsky/internal/field"
)

// Of what a camera writes into a file, two things are read: how it was held, and the day (Exif 3.0, CIPA DC-008: tags 0112 and 9003).
// The libraries that read all of it are many times as long, and those that read only the first are given up; nothing read here goes
// into a copy.
type exif struct {
	turn  int // 1 to 8; 1 is upright
	taken field.Day
}

const (
	tagTurn   = 0x0112
	tagMore   = 0x8769 // where the second list lies
	tagTaken  = 0x9003
	typeText  = 2
	typeShort = 3
	typeLong  = 4
)

func noExif([]byte) []byte { return nil }

// eachSegment gives the segments of a JPEG before its data to visit, until that returns false.
func eachSegment(b []byte, visit func(marker byte, body []byte) bool) {
	for at := 2; at+4 <= len(b) && b[at] == 0xff; {
		marker := b[at+1]
		if marker == 0xff { // filling
			at++
			continue
		}
		n := int(binary.BigEndian.Uint16(b[at+2:]))
		if marker == 0xda || n < 2 || at+2+n > len(b) || !visit(marker, b[at+4:at+2+n]) {
			return
		}
		at += 2 + n
	}
}

func exifOfJPEG(b []byte) (block []byte) {
	eachSegment(b, func(marker byte, body []byte) bool {
		if marker == 0xe1 && begins(body, "Exif\x00\x00") {
			block = body[6:]
		}
		return block == nil
	})
	return block
}

// progressive reports whether a JPEG comes in passes.
func progressive(b []byte) (is bool) {
	eachSegment(b, func(marker byte, _ []byte) bool {
		is = is || marker == 0xc2
		return true
	})
	return is
}

func exifOfPNG(b []byte) []byte {
	for at := 8; at+12 <= len(b); {
		n := int64(binary.BigEndian.Uint32(b[at:]))
		if int64(at)+12+n > int64(len(b)) {
			return nil
		}
		if string(b[at+4:at+8]) == "eXIf" {
			return b[at+8 : at+8+int(n)]
		}
		at += 12 + int(n)
	}
	return nil
}

func exifOfWebP(b []byte) []byte {
	for at := 12; at+8 <= len(b); {
		n := int64(binary.LittleEndian.Uint32(b[at+4:]))
		if int64(at)+8+n > int64(len(b)) {
			return nil
		}
		if string(b[at:at+4]) == "EXIF" {
			return b[at+8 : at+8+int(n)]
		}
		at += 8 + int(n+n&1)
	}
	return nil
}

// readExif reads a block; what makes no sense is as if it were not there.
func readExif(b []byte) exif {
	x := exif{turn: 1}
	if len(b) < 8 {
		return x
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	more := false
	eachTag(b, order, order.Uint32(b[4:]), func(tag, kind uint16, count uint32, value []byte) {
		switch {
		case tag == tagTurn && kind == typeShort:
			if n := int(order.Uint16(value)); n >= 1 && n <= 8 {
				x.turn = n
			}
		case tag == tagMore && kind == typeLong && !more:
			more = true // there is one; a file made up may have thousands
			eachTag(b, order, order.Uint32(value), func(tag, kind uint16, count uint32, value []byte) {
				if from := int64(order.Uint32(value)); tag == tagTaken && kind == typeText && count >= 10 && from+10 <= int64(len(b)) {
					x.taken = readDay(string(b[from : from+10]))
				}
			})
		}
	})
	return x
}

// eachTag gives the entries of the list at from to visit, each with its four bytes of value.
func eachTag(b []byte, order binary.ByteOrder, from uint32, visit func(tag, kind uint16, count uint32, value []byte)) {
	at := int64(from)
	if at+2 > int64(len(b)) {
		return
	}
	n := int64(order.Uint16(b[at:]))
	for at += 2; n > 0 && at+12 <= int64(len(b)); at, n = at+12, n-1 {
		e := b[at : at+12]
		visit(order.Uint16(e), order.Uint16(e[2:]), order.Uint32(e[4:]), e[8:12])
	}
}

// readDay reads 2008:03:08.
func readDay(text string) field.Day {
	year, err1 := strconv.Atoi(text[:4])
	month, err2 := strconv.Atoi(text[5:7])
	date, err3 := strconv.Atoi(text[8:10])
	d := field.Day{Year: year, Month: month, Date: date}
	if err1 != nil || err2 != nil || err3 != nil || !d.Valid() {
		return field.Day{}
	}
	return d
}
