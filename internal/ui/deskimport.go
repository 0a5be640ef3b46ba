package ui

import (
	"context"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/transfer"
)

// Read takes a file of tables apart.
func (d *desk) Read(c context.Context, path string) (*exchange.File, error) {
	f, err := d.office.ReadTable(c, path)
	return f, d.told(err)
}

// Plan says what a file would become.
func (d *desk) Plan(c context.Context, f *exchange.File, r transfer.Reading, tick kit.Tick) (*exchange.Plan, error) {
	p, err := d.office.PlanTable(c, f, office.Importing{
		Type: r.Type, Owner: r.Owner, Of: r.Of, Layouts: r.Layouts, Mend: true, Progress: store.Progress(tick),
	})
	return p, d.told(err)
}

// Import saves what a plan would make.
func (d *desk) Import(c context.Context, plan *exchange.Plan, tick kit.Tick) ([]uint64, error) {
	changes, err := d.office.Import(c, plan, store.Progress(tick))
	var seqs []uint64
	for _, x := range changes {
		seqs = append(seqs, x.Seq)
	}
	return seqs, d.told(err)
}

// Kept returns how tables are read in this folder, where somebody corrected it.
func (d *desk) Kept() ([]office.TableLayout, error) {
	kept, err := d.office.TableLayouts()
	return kept, d.told(err)
}

// Remember keeps how tables are to be read.
func (d *desk) Remember(layouts []office.TableLayout) error {
	return d.told(d.office.RememberLayouts(ctx(), layouts))
}

// Forget has tables of a shape read by their headings again.
func (d *desk) Forget(shape string) error { return d.told(d.office.ForgetLayout(ctx(), shape)) }
