package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"cn.halfsky/internal/say"
)

func FuzzPassphraseFile(f *testing.F) {
	for _, s := range []string{"", "口令一句\r\n", "\ufeffabc\n", "\xff\xfea\x00\n\x00", "\xfe\xff\x00a", "\xff", "\xd8\xd8\n", "a\x00b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		line, err := firstLine(bytes.NewReader(file))
		if err != nil || len(line) > longestPass {
			t.Fatalf("%d bytes, %v", len(line), err)
		}
		text, ok := plainText(line)
		if ok && (!utf8.ValidString(text) || strings.ContainsAny(text, "\n\x00") || strings.HasSuffix(text, "\r")) {
			t.Errorf("%q is taken for a passphrase", text)
		}
		if again, ok2 := plainText([]byte(text)); ok && (!ok2 || again != text && !strings.HasPrefix(text, "\ufeff")) {
			t.Errorf("%q written out reads as %q", text, again)
		}
	})
}

// FuzzCommandLine: whatever stands on the command line is understood or told as a mistake, in both languages.
func FuzzCommandLine(f *testing.F) {
	for _, s := range []string{"new --data d --sample --cases 5", "import --dry-run -- -x.xlsx", "list 个案 --find=x --json", "report case --id 1 --lang fr", "bench --cases x", "--lang en help", "check --lang", "check ---", "check -=x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		args := languageLast(strings.Split(line, " "))
		w := world{env: func(string) string { return "" }}
		if len(args) == 0 {
			return
		}
		v := verbOf(args[0])
		if v == nil {
			return
		}
		var out, errs strings.Builder
		w.out, w.err = &out, &errs
		c := &call{world: w, verb: v, book: say.For(langOf(w, args))}
		err := c.parse(args[1:])
		if err == nil {
			return
		}
		if code := c.fail(err); code != exitUsage && !(code == exitDone && strings.Contains(out.String(), "halfskyctl")) {
			t.Errorf("%q: exit %d, %s", line, code, errs.String())
		}
		if strings.Contains(errs.String(), "⟦") && !strings.Contains(line, "⟦") {
			t.Errorf("%q: a sentence is missing: %s", line, errs.String())
		}
	})
}
