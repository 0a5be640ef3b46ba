package office

import (
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// TestAnAuditExtractIsMaskedAndOfItsTime: what was done stands in it, who it was about only when asked.
func TestAnAuditExtractIsMaskedAndOfItsTime(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0201", Who: "司徒样例", What: "三个月没有发工资"})
	if err != nil {
		t.Fatal(err)
	}
	printed(t, of, Reporting{Kind: CaseReport, ID: c.ID, Whole: true, Reason: "样例理由"})
	figures, masked := reported(t, of, Reporting{Kind: AuditReport})
	_, whole := reported(t, of, Reporting{Kind: AuditReport, Whole: true})
	if strings.Contains(masked, "司徒样例") || !strings.Contains(masked, "司徒**") || !strings.Contains(whole, "司徒样例") {
		t.Errorf("masked\n%s\nwhole\n%s", masked, whole)
	}
	for _, want := range []string{c.Number, "值班员", of.Folder().Proof} {
		if !strings.Contains(masked, squeeze(want)) {
			t.Errorf("the extract lacks %s:\n%s", want, masked)
		}
	}
	if n := figures["entries"].(float64); n != float64(of.Folder().Seq) {
		t.Errorf("%v lines of %d", n, of.Folder().Seq)
	}
	if noted := printed(t, of, Reporting{Kind: AuditReport}); !strings.Contains(noted, "audit person.name") {
		t.Errorf("the journal has %q", noted)
	}
	tomorrow := of.Today().Add(1)
	if figures, text := reported(t, of, Reporting{Kind: AuditReport, From: tomorrow}); figures["entries"] != 0.0 || !strings.Contains(text, "无记录") {
		t.Errorf("of tomorrow: %v", figures)
	}
}

// TestAnAuditExtractNeedsTheRight: who has it not is refused, and the journal has that.
func TestAnAuditExtractNeedsTheRight(t *testing.T) {
	f := newTeam(t)
	f.add("示例组织员", centre.RoleOrganiser)
	f.leave()
	other := f.as("示例组织员")
	before := other.Folder().Seq
	if _, err := other.Report(t.Context(), Reporting{Kind: AuditReport, Book: say.For(say.ZH)}); !errors.Is(err, field.Denied) {
		t.Errorf("%v, want denied", err)
	}
	if other.May(centre.MayAudit) || other.Folder().Seq != before+1 {
		t.Errorf("the journal does not have that it was tried")
	}
}
