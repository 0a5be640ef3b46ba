package printer

import (
	"errors"
	"testing"

	"cn.halfsky/internal/field"
)

func TestPagesAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " ": "", "1-10": "", "１－１０": "", "1-3,5": "1-3,5", "5, 1-3": "1-3,5", "１－３、５": "1-3,5", "2至4页": "2-4", "第3页": "3", "8-": "8-10",
		"1,2,3": "1-3", "1-4,3-6": "1-6", "1–2；7": "1-2,7", "007": "7", "3,,4": "3-4",
	} {
		p, err := ParsePages(text, 10)
		if err != nil || p.String() != want {
			t.Errorf("%q is %q, %v; want %q", text, p, err, want)
		}
	}
}

func TestPagesSayWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"a": "print.pages.bad", "1-2-3": "print.pages.bad", "-3": "print.pages.bad", ",": "print.pages.bad", "0": "print.pages.beyond", "11": "print.pages.beyond",
		"1-11": "print.pages.beyond", "99999999999999999999": "print.pages.beyond", "5-3": "print.pages.backwards",
	} {
		_, err := ParsePages(text, 10)
		var ps field.Problems
		if !errors.As(err, &ps) || ps[0].Say != want {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
}

func TestPagesCount(t *testing.T) {
	p := Pages{{1, 3}, {5, 5}}
	if p.Count(10) != 4 || Pages(nil).Count(10) != 10 || !p.Has(2) || p.Has(4) || !Pages(nil).Has(9) {
		t.Errorf("count %d, %d", p.Count(10), Pages(nil).Count(10))
	}
}

// FuzzParsePages: whatever is typed, the pages are there, rise, do not touch, and read the same when they are written out again.
func FuzzParsePages(f *testing.F) {
	for _, s := range []string{"", "1-3,5", "１－３、5", "2至", "a", "9-1", "3,3,3"} {
		f.Add(s, 12)
	}
	f.Fuzz(func(t *testing.T, text string, of int) {
		if of < 1 || of > 100_000 {
			return
		}
		p, err := ParsePages(text, of)
		if err != nil {
			if p != nil {
				t.Fatalf("pages %v with %v", p, err)
			}
			return
		}
		last := 0
		for i, s := range p {
			if s.From < 1 || s.To > of || s.To < s.From || i > 0 && s.From <= last+1 {
				t.Fatalf("%q of %d is %v", text, of, p)
			}
			last = s.To
		}
		again, err := ParsePages(p.String(), of)
		if err != nil || again.String() != p.String() {
			t.Fatalf("%q is %v, again %v, %v", text, p, again, err)
		}
	})
}
