package office

import (
	"context"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/summary"
)

// RotaMonthReport is the duty rota of the month that holds From, a sheet for each place. In full it names counsellors who do not want to be
// named in print; that is no client's data and needs no reason.
const RotaMonthReport ReportKind = "rotamonth"

func (o *Office) rotaMonthReport(ctx context.Context, out *Report, in paper.Setting) error {
	day := out.From
	if day.IsZero() {
		day = o.Today()
	}
	first := field.Day{Year: day.Year, Month: day.Month, Date: 1}
	book, err := o.RotaBook(ctx, first, first.Add(30))
	if err != nil {
		return err
	}
	s := summary.Month(day, book, o.Calendar(), out.Whole)
	out.Title, out.Document, out.Figures = s.From.String(), paper.RotaMonthDoc(s, in), s.JSON()
	return nil
}
