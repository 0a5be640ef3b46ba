package office

import (
	"context"
	"errors"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// sampleSeed makes every sample the same.
const sampleSeed = 20080306

// settleIn saves the centre's own record and, where asked, the sample.
func (o *Office) settleIn(ctx context.Context, f Founding) error {
	own := centre.CentreType.New().(*centre.Centre)
	own.Name, own.Parent, own.Code = f.Centre, f.Parent, f.Code
	if f.Level != "" {
		own.Level = f.Level
	}
	if f.Region != "" {
		own.Region = f.Region
	}
	if own.Code == "" {
		own.Code = centre.DefaultCode(own.Level)
	}
	if _, err := o.Save(ctx, own); err != nil {
		return err
	}
	if !f.Sample {
		return nil
	}
	m := fake.New(sampleSeed, o.Today())
	if err := o.saveAll(ctx, m.Sample()); err != nil {
		return err
	}
	if f.Cases == 0 {
		return nil
	}
	return m.Many(f.Cases, func(rs []field.Record) error { return o.saveAll(ctx, rs) })
}

// saveAll saves records of the sample in batches, each one verb. What the sample numbers itself is kept.
func (o *Office) saveAll(ctx context.Context, rs []field.Record) error {
	for from := 0; from < len(rs); from += importBatch {
		batch := rs[from:min(from+importBatch, len(rs))]
		_, err := o.do(ctx, "sample", func(tx *store.Tx) error {
			for _, r := range batch {
				if r.Type() == centre.CentreType {
					continue // the folder has its own already
				}
				save := func(r field.Record) error { return o.put(tx, r) }
				if r.Type() == centre.StepType {
					save = tx.Put // the sample's cases stand where they should already
				}
				if err := save(r); err != nil {
					var ps field.Problems
					if errors.As(err, &ps) {
						return fmt.Errorf("sample %s: %w", r.Type().Table, err)
					}
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
