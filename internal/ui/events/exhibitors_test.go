package events

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

// fair is a desk of one event with posts of units 1 and 2 and parts of units 2 to 5; cases stand against some of them.
type fair struct {
	Desk
	sued  []byte
	asked []byte
	times int
	fail  error
}

type these []field.Record

func (r these) Len() int              { return len(r) }
func (r these) ID(i int) field.ID     { return r[i].Base().ID }
func (r these) At(i int) field.Record { return r[i] }

func (d *fair) rows(t *field.Type) (out these) {
	switch t {
	case centre.JobLineType:
		for i, u := range []byte{1, 2, 1, 0} {
			r := &centre.JobLine{Employer: field.ID{15: u}}
			r.ID = field.ID{0: 1, 15: byte(i)}
			if u == 0 {
				r.Employer = field.ID{}
			}
			out = append(out, r)
		}
	case centre.ParticipationType:
		for i, role := range []string{"recruiter", "exhibitor", "clinic", "recruiter"} {
			r := &centre.Participation{Organisation: field.ID{15: byte(i + 2)}, Role: role}
			r.ID = field.ID{0: 2, 15: byte(i)}
			out = append(out, r)
		}
	}
	return out
}

func (d *fair) Find(t *field.Type, _ kit.Query) (kit.Found, error) { return d.rows(t), nil }

func (d *fair) Get(t *field.Type, id field.ID) (field.Record, error) {
	rows := d.rows(t)
	return rows[slices.IndexFunc(rows, func(r field.Record) bool { return r.Base().ID == id })], nil
}

func (d *fair) Sued(units []field.ID) (out []field.ID, err error) {
	d.times++
	for _, u := range units {
		d.asked = append(d.asked, u[15])
		if slices.Contains(d.sued, u[15]) && !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return out, d.fail
}

// Exhibitors with an open case against them are named in one note, each once; who has no key to the cases is told of none, and then
// nothing stands there.
func TestExhibitorsWithAnOpenCaseAreNamed(t *testing.T) {
	for _, lang := range say.Langs() {
		for _, c := range []struct {
			kind string
			sued []byte
			want []string
		}{
			{"jobfair", []byte{2, 4, 5}, []string{"单位2", "单位5"}}, // unit 4 is the clinic at the door
			{"exhibition", []byte{3}, []string{"单位3"}},
			{"jobfair", nil, nil},
			{"lecture", []byte{2}, nil},
		} {
			a, d := bare(t, lang), &fair{sued: c.sued}
			a.desk = d
			e := happening(1, c.kind, "planned", "2026-11-24")
			note := a.exhibitors(e).(*fyne.Container)
			if note.Visible() != (c.want != nil) {
				t.Fatalf("%s with %v: the note is there: %v", c.kind, c.sued, note.Visible())
			}
			if c.want == nil {
				continue
			}
			if got := note.Objects[1].(*kit.Paragraph).Text(); got != a.host.T("same.conflict.exhibitors", len(c.want), c.want) || strings.Contains(got, "⟦") {
				t.Errorf("the note says %s", got)
			}
			if !slices.Equal(d.asked, []byte{1, 2, 1, 0, 2, 3, 5}) || d.times != 1 {
				t.Errorf("asked %d times about %v", d.times, d.asked)
			}
		}
	}
	a := bare(t, say.ZH)
	a.desk = &fair{fail: errors.New("torn")}
	if a.exhibitors(happening(1, "jobfair", "planned", "2026-11-24")).Visible() || len(a.host.Window.Canvas().Overlays().List()) != 1 {
		t.Error("what could not be looked up is passed over in silence")
	}
}
