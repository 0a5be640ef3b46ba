package office

import (
	"context"
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
)

// TestNamesOnAPageAreSeen: full names of people on record are found wherever lines end and however they are spaced, and nothing else
// is; a restricted person is not given away to who may not open her.
func TestNamesOnAPageAreSeen(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for _, name := range []string{"欧阳样例", "样某", "样某某", "Anna Li", "𠮷样"} {
		p := of.New(centre.PersonType).(*centre.Person)
		p.Name = name
		save(t, of, p)
	}
	newCounsellor(t, of, "示例律师")
	seen := func(text string) string {
		t.Helper()
		d := paper.New(paper.Options{})
		d.Para(text)
		d.Table(paper.Table{Columns: []paper.Column{{Title: "样"}, {Title: "某"}}})
		p, err := d.Layout()
		if err != nil {
			t.Fatal(err)
		}
		found, err := of.NamesIn(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range found {
			r, err := of.Get(f.Type, f.ID)
			if err != nil {
				t.Fatal(err)
			}
			if f.Page < 1 || !strings.Contains(joined(f.Around), joined(r.(*centre.Person).Name)) {
				t.Errorf("%q on page %d does not show %q", f.Around, f.Page, r.(*centre.Person).Name)
			}
			names = append(names, r.(*centre.Person).Name)
		}
		return strings.Join(names, "/")
	}
	for text, want := range map[string]string{
		"活动照常举行，示例律师到场。":                  "",
		"欧阳样例女士获奖":                        "欧阳样例",
		"样某某与样　某、样 某某":                    "样某某/样某/样某某",
		"with Anna Li and others":         "Anna Li",
		"with Joanna Lin":                 "",
		"姓𠮷样的职工":                          "𠮷样",
		strings.Repeat("长", 27*3) + "样某某": "样某某",
	} {
		if got := seen(text); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
	for n := range 30 { // wherever a line ends
		if got := seen(strings.Repeat("长", n) + "一欧阳样例，"); got != "欧阳样例" {
			t.Errorf("after %d characters: %q", n, got)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	p, err := paper.New(paper.Options{}).Layout()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.NamesIn(ctx, p); !errors.Is(err, field.Cancelled) {
		t.Errorf("stopped: %v", err)
	}
}
