package office

import (
	"errors"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// TestWhatWasPutAsideIsNotWorkedOn: an article and an issue that somebody deleted meanwhile on another computer.
func TestWhatWasPutAsideIsNotWorkedOn(t *testing.T) {
	of, issue, named := newsroom(t)
	a := draftOf(t, of, issue, "news", named["fair"])
	draftOf(t, of, issue, "news", named["clinic"])
	if _, err := of.Delete(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if _, err := of.MoveArticle(t.Context(), a.ID, Moving{By: 1}); !errors.Is(err, field.NotFound) {
		t.Errorf("moved: %v", err)
	}
	if _, err := of.MoveArticle(t.Context(), a.ID, Moving{Section: "brief"}); !errors.Is(err, field.NotFound) {
		t.Errorf("moved to short items: %v", err)
	}
	if _, err := of.RefreshArticle(t.Context(), a.ID, zh); !errors.Is(err, field.NotFound) {
		t.Errorf("worded anew: %v", err)
	}
	if _, err := of.MendArticle(t.Context(), a.ID, Mending{Was: "", Fix: "甲"}); !errors.Is(err, field.NotFound) {
		t.Errorf("mended: %v", err)
	}
	if _, err := of.PublishIssue(t.Context(), issue.ID, ""); err != nil {
		t.Fatal(err)
	}
	gone, err := live[*centre.Issue](of, centre.IssueType, issue.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Delete(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	if _, err := of.PublishIssue(t.Context(), issue.ID, "改正"); !errors.Is(err, field.NotFound) {
		t.Errorf("published: %v", err)
	}
}
