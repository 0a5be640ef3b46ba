package summary

import (
	"math"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func tally(device, desk, class string, quarter int, plus, minus int64) *centre.Tally {
	t := &centre.Tally{Device: device, Desk: desk, Class: class, At: field.Moment(1_200_000_000_000/quarterMS*quarterMS + quarter*quarterMS), Plus: plus, Minus: minus}
	t.ID = field.ID{byte(quarter), byte(len(desk)), byte(len(class)), device[0]}
	return t
}

func TestCountingOf(t *testing.T) {
	gone := tally("a", "入口", "", 0, 500, 0)
	gone.Gone = 1
	c := CountingOf([]*centre.Tally{
		tally("b", "入口", "女", 4, 7, 1),
		tally("a", "入口", "女", 0, 10, 2), tally("a", "义诊台", "男", 0, 5, 0), gone,
	})
	if c.First != tally("a", "", "", 0, 0, 0).At {
		t.Errorf("begun at %v", c.First)
	}
	if c.Total != 19 || c.Back != 3 || c.Devices != 2 || len(c.Rows) != 3 {
		t.Errorf("total %d back %d devices %d rows %d", c.Total, c.Back, c.Devices, len(c.Rows))
	}
	if len(c.Quarters) != 5 || c.Quarters[0].Total != 13 || c.Quarters[2].Total != 0 || c.Quarters[4].Total != 6 {
		t.Errorf("quarters %v", c.Quarters)
	}
	if len(c.Desks) != 2 || c.Desks[0] != (CountedLine{"入口", 14}) || c.Desks[1].Total != 5 {
		t.Errorf("desks %v", c.Desks)
	}
	if len(c.Classes) != 2 || c.Classes[0] != (CountedLine{"女", 14}) {
		t.Errorf("classes %v", c.Classes)
	}
}

func TestCountingOfNothingAndTooMuch(t *testing.T) {
	if c := CountingOf(nil); c.Total != 0 || c.Quarters != nil || c.Devices != 0 {
		t.Errorf("nothing counted gives %+v", c)
	}
	c := CountingOf([]*centre.Tally{tally("a", "x", "", 0, math.MaxInt64, 0), tally("a", "y", "", 1, math.MaxInt64, 0)})
	if c.Total != math.MaxInt64 {
		t.Errorf("the sum runs over: %d", c.Total)
	}
	far := CountingOf([]*centre.Tally{tally("a", "x", "", 0, 1, 0), tally("b", "x", "", 100*mostQuarters, 1, 0)})
	if len(far.Quarters) != 2 {
		t.Errorf("clocks far apart draw %d quarters", len(far.Quarters))
	}
}
