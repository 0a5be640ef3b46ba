package office

import (
	"bytes"
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/picture"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// sampleSeed makes every sample the same.
const sampleSeed = 20080306

// furnish puts the sample into a new folder where asked, and the centre's own record last: a folder that has it is finished.
func (o *Office) furnish(ctx context.Context, f Founding, tell store.Progress) error {
	if tell == nil {
		tell = func(int, int) {}
	}
	if f.Sample {
		if err := o.addSample(ctx, f.Cases, tell); err != nil {
			return err
		}
	}
	_, err := o.perform(ctx, verbFound, func(v *verb) error {
		if err := v.writeRoles(); err != nil {
			return err
		}
		return v.put(f.centre())
	})
	return err
}

// addSample saves the sample, then so many cases besides.
func (o *Office) addSample(ctx context.Context, cases int, tell store.Progress) error {
	m := fake.New(sampleSeed, o.Today())
	records := m.Sample()
	o.handSample(records)
	if err := o.saveSample(ctx, records); err != nil {
		return err
	}
	if err := o.countSample(ctx, records); err != nil {
		return err
	}
	if cases == 0 {
		return nil
	}
	done := 0
	return m.Many(cases, func(rs []field.Record) error {
		for _, r := range rs {
			if r.Type() == centre.CaseType {
				done++
			}
		}
		tell(done, cases)
		return o.saveSample(ctx, rs)
	})
}

// handSample has whoever looks at the sample handle some of its open cases, so that she has a desk to look at.
func (o *Office) handSample(records []field.Record) {
	const every = 3
	open := 0
	for _, r := range records {
		if c, ok := r.(*centre.Case); ok && c.Open() {
			if open%every == 0 {
				c.Handler = o.Me().Name
			}
			open++
		}
	}
}

// putSample saves one record of the sample; an attachment gets its file.
func (v *verb) putSample(r field.Record) error {
	a, ok := r.(*centre.Attachment)
	if !ok {
		return v.Put(r)
	}
	file := []byte(fake.Leaflet)
	if a.IsPicture() {
		var drawn bytes.Buffer
		if err := picture.Write(&drawn, fake.Drawing(uint64(a.ID[0])<<8|uint64(a.ID[1]))); err != nil {
			return err
		}
		file = drawn.Bytes()
	}
	ref, size, err := v.PutBlob(bytes.NewReader(file))
	if err != nil {
		return err
	}
	a.Blob, a.Size = ref, size
	return v.put(a)
}

// saveSample saves records of the sample as one verb. They are whole as they are made: numbered, in their state.
func (o *Office) saveSample(ctx context.Context, rs []field.Record) error {
	_, err := o.perform(ctx, verbSample, func(v *verb) error {
		for _, r := range rs {
			if r.Type() == centre.CentreType {
				continue // the folder gets its own
			}
			if e, ok := r.(*centre.Edition); ok {
				if err := freezeSample(e, rs); err != nil {
					return err
				}
			}
			if err := v.putSample(r); err != nil {
				return fmt.Errorf("%s: %w", r.Type().Table, err)
			}
		}
		return nil
	})
	return err
}

// countSample counts the clocks that follow from the key dates of the sample.
func (o *Office) countSample(ctx context.Context, rs []field.Record) error {
	_, err := o.perform(ctx, verbSample, func(v *verb) error {
		for _, r := range rs {
			if m, ok := r.(*centre.Milestone); ok {
				v.count(m.Case)
			}
		}
		return nil
	})
	return err
}

// freezeSample writes into an edition of the sample what its issue says.
func freezeSample(e *centre.Edition, rs []field.Record) error {
	var issue summary.IssueRecords
	names := map[field.ID]string{}
	for _, r := range rs {
		switch r := r.(type) {
		case *centre.Issue:
			if r.ID == e.Issue {
				issue.Issue = r
			}
		case *centre.Article:
			issue.Articles = append(issue.Articles, r)
		case *centre.Distribution:
			issue.To = append(issue.To, r)
		case *centre.Organisation:
			names[r.ID] = r.Name
		}
	}
	s := summary.IssueOf(issue, func(id field.ID) string { return names[id] })
	s.Draft = false
	var err error
	e.Content, err = s.Freeze()
	return err
}
