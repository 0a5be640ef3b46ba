package kit

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// TestWhatIsLearnedLateIsSaidAtOnce: a form that opens with something to be warned of says so when what it has to know is read, without
// anybody touching it; two warnings of a field stand both.
func TestWhatIsLearnedLateIsSaidAtOnce(t *testing.T) {
	b := newBench(t)
	var known []string
	var learned []func()
	o := FormSpec{
		Learn: []func(func()){func(again func()) { learned = append(learned, again) }},
		Warn: func(field.Record) (ps field.Problems) {
			for _, say := range known {
				ps = ps.Add("handler", say)
			}
			return ps
		},
	}
	formOf(b, &centre.Case{Handler: "示例律师"}, &shelf{}, o)
	first, second := b.host.T("problem.required"), b.host.T("problem.exactday")
	b.wantNot(first, second)
	if len(learned) != 1 {
		t.Fatalf("%d are read", len(learned))
	}
	known = []string{"problem.required", "problem.exactday"}
	learned[0]()
	b.want(first, second)
}
