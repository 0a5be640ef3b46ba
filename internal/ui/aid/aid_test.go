package aid

import (
	"testing"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// ledger finds the same aid whatever is asked for.
type ledger []*centre.Aid

func (l ledger) Len() int                                        { return len(l) }
func (l ledger) ID(i int) field.ID                               { return l[i].ID }
func (l ledger) At(i int) field.Record                           { return l[i] }
func (l ledger) Find(*field.Type, kit.Query) (kit.Found, error)  { return l, nil }
func (l ledger) Get(*field.Type, field.ID) (field.Record, error) { return nil, field.NotFound }

// TestOnlyWhatWasGivenCounts: what is planned waits, what was refused or could not be delivered is neither.
func TestOnlyWhatWasGivenCounts(t *testing.T) {
	s, err := addUp(ledger{
		{State: "given", Cash: 1000_00}, {State: "given", Goods: "大米", Value: 260_00}, {State: "approved", Cash: 3000_00},
		{State: "planned", Cash: 1}, {State: "refused", Cash: 5}, {State: "undeliverable", Cash: 7},
	}, uuid.New())
	if err != nil || s != (sums{times: 2, cash: 1000_00, value: 260_00, waiting: 2}) {
		t.Errorf("got %+v, %v", s, err)
	}
}
