package office

import (
	"context"
	"errors"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// BulletinReport is one number of the bulletin.
const BulletinReport ReportKind = "bulletin"

// bulletinReport is one number of the bulletin with its articles and whom it goes to: the newest edition of one that was published,
// unless it is asked for as its records are.
func (o *Office) bulletinReport(out *Report, in paper.Setting) error {
	s, changed, err := o.PublishedIssue(out.ID)
	if out.Now || errors.Is(err, field.NotFound) {
		var i *centre.Issue
		if i, err = live[*centre.Issue](o, centre.IssueType, out.ID); err == nil {
			s, err = o.issueNow(i)
		}
		changed = false
	}
	if err != nil {
		return err
	}
	if changed {
		out.Warnings = append(out.Warnings, out.Book.T("editing.changed", s.Version))
	}
	out.Title, out.Document, out.Figures = fmt.Sprintf("%s %d", s.Masthead, s.Number), paper.BulletinDoc(s, in), s.JSON()
	return nil
}

// programmeReport is the summary of a programme, or of the events of a time.
func (o *Office) programmeReport(ctx context.Context, out *Report, in paper.Setting) error {
	var p *centre.Programme
	q := store.Query{Sort: store.ByMade}
	if out.ID != (field.ID{}) {
		var err error
		if p, err = live[*centre.Programme](o, centre.ProgrammeType, out.ID); err != nil {
			return err
		}
		q.Where = []store.Cond{store.Where("programme", out.ID.String())}
	} else {
		q.Where = []store.Cond{between(out.From, out.To)}
	}
	events, err := listed[*centre.Event](ctx, o, centre.EventType, q)
	if err != nil {
		return err
	}
	s := summary.Programme(p, events, in.Names)
	var owners []field.ID
	if p != nil {
		owners = append(owners, p.ID)
	}
	for _, e := range s.Events() {
		owners = append(owners, e.ID)
	}
	if in.Pictures, err = o.photos(ctx, out, photosOfEach, owners...); err != nil {
		return err
	}
	out.Title, out.Document, out.Figures = s.Name, paper.ProgrammeDoc(s, in), s.JSON()
	return nil
}

// eventReport is the report of one event with all that lies under it.
func (o *Office) eventReport(ctx context.Context, out *Report, in paper.Setting) error {
	e, err := live[*centre.Event](o, centre.EventType, out.ID)
	if err != nil {
		return err
	}
	parts, err := o.eventParts(ctx, e)
	if err != nil {
		return err
	}
	if in.Pictures, err = o.photos(ctx, out, photosOfOne, e.ID); err != nil {
		return err
	}
	parts.Least = o.SmallNumber()
	s := summary.EventWith(e, parts, in.Names)
	out.Title, out.Document, out.Figures = e.Name, paper.EventDoc(s, in), s.JSON()
	return nil
}

// eventParts opens what lies under an event, and the programme it belongs to.
func (o *Office) eventParts(ctx context.Context, e *centre.Event) (parts summary.Parts, err error) {
	if parts.Lines, err = partsOf[*centre.JobLine](o, centre.JobLineType, e.ID); err != nil {
		return parts, err
	}
	if parts.Desks, err = partsOf[*centre.Desk](o, centre.DeskType, e.ID); err != nil {
		return parts, err
	}
	if parts.Awards, err = partsOf[*centre.Award](o, centre.AwardType, e.ID); err != nil {
		return parts, err
	}
	if parts.Taking, err = partsOf[*centre.Participation](o, centre.ParticipationType, e.ID); err != nil {
		return parts, err
	}
	if parts.Tallies, err = partsOf[*centre.Tally](o, centre.TallyType, e.ID); err != nil {
		return parts, err
	}
	if parts.Readings, err = partsOf[*centre.Reading](o, centre.ReadingType, e.ID); err != nil {
		return parts, err
	}
	if e.Programme == (field.ID{}) {
		return parts, nil
	}
	if parts.Programme, err = live[*centre.Programme](o, centre.ProgrammeType, e.Programme); err != nil {
		parts.Programme = nil // it was put aside; the event stands for itself
		return parts, nil
	}
	parts.Series, err = listed[*centre.Event](ctx, o, centre.EventType, store.Query{Where: []store.Cond{store.Where("programme", e.Programme.String())}, Sort: store.ByMade})
	return parts, err
}
