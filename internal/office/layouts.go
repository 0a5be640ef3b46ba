package office

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
)

const (
	layoutSetting = "layouts"
	mostLayouts   = 200 // more sources than an office has; the oldest goes
)

// TableLayout is how tables of one shape are read in this folder, since somebody corrected it.
type TableLayout struct {
	Shape    string // of exchange.SheetPlan
	Sheet    string
	Headings []string // the first few, by which a person knows the table again
	Layout   exchange.Layout
	By       string
	At       field.Moment
}

// TableLayouts returns the layouts that are remembered, the newest first.
func (o *Office) TableLayouts() ([]TableLayout, error) {
	var kept []TableLayout
	if _, err := o.store.Setting(layoutSetting, &kept); err != nil && !errors.Is(err, field.Damaged) {
		return nil, fmt.Errorf("read layouts: %w", err) // damaged ones are none: the headings are still there to go by
	}
	return kept, nil
}

// remembered returns the layouts by shape.
func (o *Office) remembered() (map[string]exchange.Layout, error) {
	kept, err := o.TableLayouts()
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	out := make(map[string]exchange.Layout, len(kept))
	for _, k := range kept {
		out[k.Shape] = k.Layout
	}
	return out, nil
}

// RememberLayouts keeps how tables are to be read from now on, in place of what was remembered for the same shapes. The rows of their
// headings are not kept: they are found by the shape.
func (o *Office) RememberLayouts(ctx context.Context, layouts []TableLayout) error {
	return o.keepLayouts(ctx, "remember-layout", func(kept []TableLayout) []TableLayout {
		for _, l := range layouts {
			kept = slices.DeleteFunc(kept, func(k TableLayout) bool { return k.Shape == l.Shape })
			l.Layout.Heading, l.By, l.At = 0, o.Me().Name, field.MomentOf(o.Now())
			kept = slices.Insert(kept, 0, l)
		}
		return kept[:min(len(kept), mostLayouts)]
	})
}

// ForgetLayout has tables of the shape read by their headings again.
func (o *Office) ForgetLayout(ctx context.Context, shape string) error {
	return o.keepLayouts(ctx, "forget-layout", func(kept []TableLayout) []TableLayout {
		return slices.DeleteFunc(kept, func(k TableLayout) bool { return k.Shape == shape })
	})
}

func (o *Office) keepLayouts(ctx context.Context, name string, change func([]TableLayout) []TableLayout) error {
	if err := o.allow(ctx, centre.MayImport, name); err != nil {
		return err
	}
	_, err := o.perform(ctx, name, func(v *verb) error {
		kept, err := o.TableLayouts()
		if err != nil {
			return err
		}
		return v.Tx.SetSetting(layoutSetting, change(slices.Clone(kept))) // whoever may bring files in may say how they are read
	})
	return err
}
