package main

import (
	"bytes"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// pdfText has a file looked at strictly by a reader that is not ours, and returns its text without spaces and line ends, as the
// fonts' maps back to text give it.
func pdfText(t *testing.T, file string) string {
	t.Helper()
	api.DisableConfigDir() // leave no files in anybody's home
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	ctx, err := api.ReadAndValidate(bytes.NewReader([]byte(file)), conf)
	if err != nil {
		t.Fatalf("the PDF is not valid: %v", err)
	}
	var out strings.Builder
	for page := 1; page <= ctx.PageCount; page++ {
		dict, _, attrs, err := ctx.PageDict(page, true)
		if err != nil {
			t.Fatal(err)
		}
		content, err := ctx.PageContent(dict, page)
		if err != nil {
			t.Fatal(err)
		}
		decode(t, &out, string(content), fontMaps(t, ctx, attrs.Resources))
	}
	return out.String()
}

// fontMaps reads what the codes of each font stand for.
func fontMaps(t *testing.T, ctx *model.Context, resources types.Dict) map[string]map[string]string {
	t.Helper()
	maps := map[string]map[string]string{}
	fonts, err := ctx.DereferenceDict(resources["Font"])
	if err != nil {
		t.Fatal(err)
	}
	for name, ref := range fonts {
		font, err := ctx.DereferenceDict(ref)
		if err != nil || font["ToUnicode"] == nil {
			continue
		}
		stream, _, err := ctx.DereferenceStreamDict(font["ToUnicode"])
		if err == nil {
			err = stream.Decode()
		}
		if err != nil {
			t.Fatal(err)
		}
		maps[name] = map[string]string{}
		for _, m := range regexp.MustCompile(`<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n`).FindAllStringSubmatch(string(stream.Content), -1) {
			maps[name][strings.ToLower(m[1])] = fromUTF16(m[2])
		}
	}
	return maps
}

func fromUTF16(digits string) string {
	raw, err := hex.DecodeString(digits)
	if err != nil {
		return ""
	}
	var units []uint16
	for ; len(raw) >= 2; raw = raw[2:] {
		units = append(units, uint16(raw[0])<<8|uint16(raw[1]))
	}
	return string(utf16.Decode(units))
}

var textRun = regexp.MustCompile(`/(\w+) [^\n]*?\[([^\]]*)\] TJ`)

func decode(t *testing.T, out *strings.Builder, content string, maps map[string]map[string]string) {
	t.Helper()
	for _, run := range textRun.FindAllStringSubmatch(content, -1) {
		for _, part := range regexp.MustCompile(`<([0-9A-Fa-f]*)>`).FindAllStringSubmatch(run[2], -1) {
			for code := strings.ToLower(part[1]); len(code) >= 4; code = code[4:] {
				text, ok := maps[run[1]][code[:4]]
				if !ok {
					t.Fatalf("a code of font %s stands for nothing: %s", run[1], strconv.Quote(code[:4]))
				}
				out.WriteString(strings.Join(strings.Fields(text), ""))
			}
		}
	}
}
