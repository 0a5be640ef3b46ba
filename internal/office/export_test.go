package office

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

func TestAnExportFollowsTheFiltersAndKeepsSensitiveCasesBack(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for _, e := range []Enquiry{
		{Channel: "call", Matter: "0201", What: "工资"}, {Channel: "call", Matter: "0601", What: "言语"}, {Channel: "visit", Matter: "0105", What: "解除"},
	} {
		if _, _, err := of.LogEnquiry(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		where          []store.Cond
		private        bool
		rows, withheld int
	}{
		"all":                  {nil, false, 2, 1},
		"calls":                {[]store.Cond{store.Where("channel", "call")}, false, 1, 1},
		"calls, personal data": {[]store.Cond{store.Where("channel", "call")}, true, 2, 0},
	} {
		var out bytes.Buffer
		held := 0
		n, err := of.Export(t.Context(), &out, Exporting{
			Type: centre.CaseType, Form: exchange.CSV, Where: c.where, Private: c.private, Reason: "样例：核对", Book: say.For(say.ZH), Withheld: func() { held++ },
		})
		if err != nil || n != c.rows || held != c.withheld {
			t.Errorf("%s: %d rows, %d kept back, %v; want %d and %d", name, n, held, err, c.rows, c.withheld)
		}
		if !c.private && strings.Contains(out.String(), "言语") {
			t.Errorf("%s: the harassment case is in it", name)
		}
	}
}

// TestARegisterIsWrittenAndJournaled: names go out masked unless asked for, and the journal says which it was.
func TestARegisterIsWrittenAndJournaled(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for _, e := range []Enquiry{{Channel: "call", Matter: "0201", What: "工资", Who: "示例甲"}, {Channel: "call", Matter: "0601", What: "言语", Who: "示例乙"}} {
		if _, _, err := of.LogEnquiry(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	for _, private := range []bool{false, true} {
		var out bytes.Buffer
		n, err := of.Export(t.Context(), &out, Exporting{Type: centre.CaseType, Form: exchange.CSV, Register: true, Private: private, Reason: "样例：核对", Book: say.For(say.ZH)})
		if err != nil || n != map[bool]int{false: 1, true: 2}[private] {
			t.Fatalf("%d rows, %v", n, err)
		}
		if text := out.String(); strings.Contains(text, "示例甲") != private || !strings.Contains(text, "来访人姓名") || strings.Contains(text, "言语") != private {
			t.Errorf("private %v:\n%s", private, text)
		}
		last := ""
		if err := of.store.Journal(t.Context(), 1, of.store.Folder().Seq, func(e store.Entry) error {
			for _, op := range e.Ops {
				if op.Kind == store.Exported {
					last = op.Text
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if want := map[bool]string{false: "csv register", true: "csv register private"}[private]; last != want {
			t.Errorf("the journal says %q, want %q", last, want)
		}
	}
}

// TestClientsAreNamedForAReasonByThePersonInCharge: without one, and for a colleague even with one, nothing leaves; the journal keeps it.
func TestClientsAreNamedForAReasonByThePersonInCharge(t *testing.T) {
	s := newSensitive(t)
	var out bytes.Buffer
	e := Exporting{Type: centre.CaseType, Form: exchange.CSV, Private: true, Book: say.For(say.ZH)}
	var ps field.Problems
	if _, err := s.f.Export(t.Context(), &out, e); !errors.As(err, &ps) || ps[0].Field != "reason" || out.Len() > 0 {
		t.Errorf("without a reason: %v, %d bytes", err, out.Len())
	}
	e.Reason = "样例：仲裁委调取"
	if n, err := s.f.Export(t.Context(), &out, e); err != nil || n != 2 {
		t.Fatalf("%d, %v", n, err)
	}
	last, err := s.f.Entry(s.f.Folder().Seq)
	if err != nil || last.Reason != e.Reason {
		t.Errorf("the journal has %q, %v", last.Reason, err)
	}
	o := s.f.as("示例同事")
	out.Reset()
	if _, err := o.Export(t.Context(), &out, e); !errors.Is(err, field.Denied) || out.Len() > 0 {
		t.Errorf("a colleague: %v, %d bytes", err, out.Len())
	}
	e.Private, e.Reason = false, ""
	if _, err := o.Export(t.Context(), &out, e); err != nil {
		t.Errorf("without names: %v", err)
	}
}
