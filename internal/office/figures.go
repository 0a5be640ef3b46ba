package office

import (
	"context"
	"errors"
	"fmt"
	"io"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// EventFigures counts the events of a period by kind, host, district, month or programme (summary.Groupings). Of r it takes the period and
// the scope.
func (o *Office) EventFigures(ctx context.Context, r Reporting, by string) (*summary.Statistics, error) {
	p, err := o.statPeriod(r)
	if err != nil {
		return nil, err
	}
	records, err := o.eventRecords(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("count events: %w", err)
	}
	s, err := summary.EventsBy(records, summary.StatAsk{Period: p, Basis: summary.BasisRegistered, Today: o.Today(), Scope: r.Scope}, by)
	if errors.Is(err, field.NotFound) {
		return nil, field.Problems{{Field: "scope", Say: "stat.problem.scope"}}
	}
	return s, err
}

// eventRecords gathers what figures of events are made from.
func (o *Office) eventRecords(ctx context.Context, p summary.Period) (summary.StatRecords, error) {
	g := &statReader{o: o, ctx: ctx, from: p.UpTo().YearBefore().From, to: p.To}
	g.out.Hosts = o.publicName
	own, err := o.ownRecord()
	if err == nil {
		g.out.Own = own.Name
		err = g.events()
	}
	if err == nil {
		err = g.network(own)
	}
	if err == nil {
		g.out.Districts, err = o.districts(ctx)
	}
	return g.out, err
}

// districts finds the district of every organisation in the tree of organisations: the one below the topmost that it belongs to, such as
// the union of a district below that of the city. The topmost itself, which others belong to, is a row of its own. What belongs to nobody
// is of the district that its address names; where there is no address, nobody knows.
func (o *Office) districts(ctx context.Context) (map[field.ID]string, error) {
	parents, names, over := map[field.ID]field.ID{}, map[field.ID]string{}, map[field.ID]bool{}
	addresses := map[field.ID]string{}
	err := o.store.Each(ctx, centre.OrganisationType, func(r field.Record) error {
		org := r.(*centre.Organisation)
		parents[org.ID], names[org.ID] = org.Parent, org.Name
		addresses[org.ID] = org.Address
		if org.Parent != (field.ID{}) {
			over[org.Parent] = true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := map[field.ID]string{}
	for id := range names {
		if name, known := names[topBut(id, parents)]; known && (parents[id] != (field.ID{}) || over[id]) {
			out[id] = name
			continue
		}
		if place := centre.District(addresses[id]); place != "" {
			out[id] = place
		}
	}
	return out, nil
}

// topBut is the ancestor below the topmost one; the topmost itself is its own. A circle of parents, which nothing forbids, ends.
func topBut(id field.ID, parents map[field.ID]field.ID) field.ID {
	for range len(parents) {
		up := parents[id]
		if up == (field.ID{}) || parents[up] == (field.ID{}) {
			return id
		}
		id = up
	}
	return id
}

// Behind are the records behind a figure, of one type: as many as this account can open, by their list columns.
type Behind struct {
	Type *field.Type
	rows *store.Rows
	at   []int
}

// Len is how many there are.
func (b *Behind) Len() int { return len(b.at) }

// ID names record i.
func (b *Behind) ID(i int) field.ID { return b.rows.ID(b.at[i]) }

// At is record i with its list columns, for showing.
func (b *Behind) At(i int) field.Record { return b.rows.At(b.at[i]) }

// figureTypes are the records that figures are counted from.
var figureTypes = []*field.Type{
	centre.EventType, centre.CaseType, centre.StepType, centre.AidType, centre.HardshipType, centre.ShiftType, centre.CounsellorType, centre.OrganisationType,
}

// FigureRows finds the records behind a figure, by type. Those that only show their face to this account are counted and not listed.
func (o *Office) FigureRows(ctx context.Context, ids []field.ID) (all []*Behind, locked int, err error) {
	want := make(map[field.ID]bool, len(ids))
	for _, id := range ids {
		want[id] = true
	}
	for _, t := range figureTypes {
		if len(want) == 0 {
			break
		}
		rows, err := o.store.List(t, store.Query{Sort: store.ByMade})
		if err != nil {
			return nil, 0, fmt.Errorf("list what is behind a figure: %w", err)
		}
		b := &Behind{Type: t, rows: rows}
		for i := range rows.Len() {
			if i%4096 == 0 && ctx.Err() != nil {
				return nil, 0, field.Cancelled
			}
			id := rows.ID(i)
			if !want[id] {
				continue
			}
			delete(want, id)
			if rows.Faced(i) {
				locked++
				continue
			}
			b.at = append(b.at, i)
		}
		if len(b.at) > 0 {
			all = append(all, b)
		}
	}
	return all, locked, nil
}

// ExportFigures writes a table of figures as it is shown on the screen and returns how many rows there were. The journal has the export,
// and whether small numbers stand in it, before the first byte is written. Codes: field.Denied, Cancelled.
func (o *Office) ExportFigures(ctx context.Context, out io.Writer, f FigureExport) (int, error) {
	if err := o.allow(ctx, centre.MayExport, "export-figures"); err != nil {
		return 0, fmt.Errorf("export figures: %w", err)
	}
	text := string(f.Listing.Form) + " " + f.What
	if f.Internal {
		text += " whole"
	}
	if err := o.note(ctx, "export-figures", store.Exported, about{}, text); err != nil {
		return 0, fmt.Errorf("export figures: %w", err)
	}
	n, err := exchange.WriteListing(ctx, out, f.Listing, func(visit func([]string) error) error {
		for _, row := range f.Rows {
			if err := visit(row); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return n, fmt.Errorf("export figures: %w", err)
	}
	return n, nil
}

// FigureExport is a table of figures on its way out.
type FigureExport struct {
	exchange.Listing
	What     string // key of the table, for the journal
	Internal bool   // small numbers stand in it
	Rows     [][]string
}
