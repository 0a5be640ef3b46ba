package today

import (
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// approver is a desk of somebody who may approve.
type approver struct {
	*box
	id field.ID
}

func (a approver) Me() store.AccountInfo { return store.AccountInfo{ID: a.id} }
func (a approver) May(right string) bool { return right == centre.MayApprove }

func (a approver) lines(t *testing.T) []Line {
	t.Helper()
	g := &gatherer{desk: a, words: centre.Shown{Book: say.For(say.ZH)}, today: monday, now: monday.Time().Add(9*time.Hour + 5*time.Minute)}
	f, err := g.gather()
	if err != nil {
		t.Fatal(err)
	}
	return f.todo
}

// TestWhoSeesAProposal: somebody else who may approve is asked to, whoever proposed it waits, and nobody else sees it. What was sent
// back is on the proposer's list, and a call-back on its day.
func TestWhoSeesAProposal(t *testing.T) {
	b := &box{}
	id := b.newCase("0201", "", "closing")
	mine, other := field.ID{1}, field.ID{2}
	b.put(&centre.Act{Case: id, What: centre.Proposed, At: 1, Account: mine.String(), Outcome: "settled"})
	book := say.For(say.ZH)
	if got := (approver{b, other}).lines(t); len(got) != 1 || got[0].Kind != book.T("today.closing") {
		t.Errorf("the approver sees %+v", got)
	}
	if got := (approver{b, mine}).lines(t); len(got) != 1 || got[0].Kind != book.T("casework.today.proposed") {
		t.Errorf("the proposer sees %+v", got)
	}
	if got := b.look(t).todo; len(got) != 0 {
		t.Errorf("who may not approve sees %+v", got)
	}
	b.put(&centre.Act{Case: id, What: centre.Rejected, At: 2, Reason: "到账未核实"})
	r, _ := b.Get(centre.CaseType, id)
	r.(*centre.Case).State = "underway"
	if got := (approver{b, mine}).lines(t); len(got) != 1 || got[0].Kind != book.T("casework.today.back") || !strings.Contains(got[0].What, "到账未核实") {
		t.Errorf("the proposer sees %+v", got)
	}
	if got := (approver{b, other}).lines(t); len(got) != 0 {
		t.Errorf("the approver sees %+v", got)
	}
	for i, day := range []field.Day{monday.Add(soon + 1), monday.Add(2), monday.Add(-3), monday.Add(-back - 1)} {
		r.(*centre.Case).State, r.(*centre.Case).CallBack = "closed", day
		if got := len((approver{b, other}).lines(t)); got != []int{0, 1, 1, 1}[i] {
			t.Errorf("a call-back on %v has %d lines", day, got)
		}
	}
}
