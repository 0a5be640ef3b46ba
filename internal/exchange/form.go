package exchange

import (
	"archive/zip"
	"bytes"
	"strings"
	"unicode/utf16"
)

// Form is a kind of table file.
type Form string

// The forms that are read and written.
const (
	XLSX Form = "xlsx"
	CSV  Form = "csv"
	JSON Form = "json"
)

// FormOf returns the form that a file's ending (".xlsx" or "xlsx") names.
func FormOf(ending string) (Form, bool) {
	f := Form(strings.ToLower(strings.TrimPrefix(ending, ".")))
	return f, f == XLSX || f == CSV || f == JSON
}

// sniff sees from the first bytes what a file is; empty when it is none of the forms.
func sniff(data []byte) Form {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		if inZip(data) == "xl/workbook.xml" {
			return XLSX
		}
		return ""
	}
	if bytes.HasPrefix(data, []byte(compound)) {
		return ""
	}
	for _, k := range kinds {
		if bytes.HasPrefix(data, []byte(k.begins)) {
			return ""
		}
	}
	text := bytes.TrimPrefix(data, []byte(bom))
	text = bytes.TrimLeft(text, " \t\r\n")
	if looksLikeData(text) {
		return JSON
	}
	if looksLikePage(text) {
		return ""
	}
	return CSV
}

// looksLikeData tells JSON from a heading in brackets: a list holds objects, an object begins with a key.
func looksLikeData(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	next := bytes.TrimLeft(text[1:], " \t\r\n")
	switch text[0] {
	case '[':
		return bytes.HasPrefix(next, []byte("{")) || bytes.HasPrefix(next, []byte("]"))
	case '{':
		return bytes.HasPrefix(next, []byte(`"`)) || bytes.HasPrefix(next, []byte("}"))
	}
	return false
}

// kinds are files that people take for tables, by how they begin.
var kinds = []struct{ begins, say string }{
	{"%PDF", "exchange.refuse.pdf"},
	{"\x89PNG", "exchange.refuse.picture"},
	{"\xff\xd8\xff", "exchange.refuse.picture"},
	{"GIF8", "exchange.refuse.picture"},
	{"Rar!", "exchange.refuse.packed"},
	{"7z\xbc\xaf", "exchange.refuse.packed"},
	{"\x1f\x8b", "exchange.refuse.packed"},
	{"{\\rtf", "exchange.refuse.word"},
}

// parts name what a zip file is by a part that only it has.
var parts = []struct{ part, say string }{
	{"xl/workbook.xml", ""},
	{"xl/workbook.bin", "exchange.refuse.xlsb"},
	{"word/document.xml", "exchange.refuse.word"},
	{"ppt/presentation.xml", "exchange.refuse.slides"},
	{"content.xml", "exchange.refuse.ods"},
}

// inZip returns the part that says what a zip file is, or "".
func inZip(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	for _, p := range parts {
		for _, f := range z.File {
			if strings.EqualFold(strings.ReplaceAll(f.Name, "\\", "/"), p.part) {
				return p.part
			}
		}
	}
	return "?"
}

const compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" // the container of Excel 97–2003 and of encrypted workbooks

// wrongKind says what a file is instead of a table.
func wrongKind(data []byte) error {
	if bytes.HasPrefix(data, []byte(compound)) {
		if bytes.Contains(data, wide("EncryptedPackage")) {
			return refuse("exchange.refuse.encrypted")
		}
		return refuse("exchange.refuse.xls")
	}
	for _, k := range kinds {
		if bytes.HasPrefix(data, []byte(k.begins)) {
			return refuse(k.say)
		}
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		part := inZip(data)
		for _, p := range parts {
			if p.part == part {
				return refuse(p.say)
			}
		}
		if part == "" {
			return refuse("exchange.refuse.damaged")
		}
		return refuse("exchange.refuse.packed")
	}
	return refuse("exchange.refuse.page")
}

// wide is text as Windows stores names: UTF-16, low byte first.
func wide(text string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// looksLikePage finds web pages and XML, which other programs save under the name of a workbook.
func looksLikePage(text []byte) bool {
	head := strings.ToLower(string(text[:min(len(text), 512)]))
	for _, begin := range []string{"<!doctype", "<html", "<table", "<?xml", "<head", "<meta", "mime-version:"} {
		if strings.HasPrefix(head, begin) {
			return true
		}
	}
	return false
}
