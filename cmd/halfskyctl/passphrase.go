package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// longestPass is the most bytes a passphrase file is read for.
const longestPass = 4096

// passphrase reads the passphrase: the first line of the file, or of standard input for "-". Spaces are part of it; line ends and
// the mark that some editors put in front are not.
func (c *call) passphrase() (string, error) {
	in := c.in
	if c.passFile != "-" {
		f, err := os.Open(c.passFile)
		if err != nil {
			return "", usage("ctl.passfile", c.passFile)
		}
		defer func() { _ = f.Close() }() // only read
		in = f
	} else if c.typed {
		c.complain(c.book.T("ctl.passprompt"), "")
	}
	line, err := firstLine(in)
	if err != nil {
		if c.passFile == "-" {
			return "", fmt.Errorf("read passphrase: %w", err)
		}
		return "", usage("ctl.passfile", c.passFile)
	}
	switch text, ok := plainText(line); {
	case !ok:
		return "", usage("ctl.passcode")
	case strings.TrimSpace(text) == "":
		return "", usage("ctl.nopass")
	default:
		return text, nil
	}
}

// firstLine reads up to the first line end, and no more than need be: what follows on standard input is not ours. In UTF-16 the
// line end is two bytes, so a zero byte behind it is read too.
func firstLine(in io.Reader) ([]byte, error) {
	var out []byte
	one := make([]byte, 1)
	for len(out) < longestPass {
		n, err := in.Read(one)
		if n > 0 {
			out = append(out, one[0])
			if one[0] == '\n' && !bytes.HasPrefix(out, []byte{0xff, 0xfe}) {
				break
			}
			if bytes.HasPrefix(out, []byte{0xff, 0xfe}) && len(out)%2 == 0 && bytes.HasSuffix(out, []byte{'\n', 0}) {
				break
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// plainText is the first line of what was read.
func plainText(line []byte) (string, bool) {
	text, ok := decoded(line)
	text, _, _ = strings.Cut(text, "\n")
	return strings.TrimRight(text, "\r"), ok
}

// decoded takes off the byte order mark. Windows writes UTF-16 where people ask for Unicode; another encoding than these is not
// guessed, since a wrong guess looks like a wrong passphrase.
func decoded(b []byte) (string, bool) {
	text := string(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))
	for mark, order := range map[string]binary.ByteOrder{"\xff\xfe": binary.LittleEndian, "\xfe\xff": binary.BigEndian} {
		if body, ok := bytes.CutPrefix(b, []byte(mark)); ok {
			var units []uint16
			for ; len(body) >= 2; body = body[2:] {
				units = append(units, order.Uint16(body))
			}
			text = string(utf16.Decode(units))
		}
	}
	return text, utf8.ValidString(text) && !strings.ContainsRune(text, 0)
}
