package office

import (
	"context"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// AuditReport is an extract of the journal between From and To, for whoever has the right to see what everybody did.
const AuditReport ReportKind = "audit"

// auditMost is how many lines an extract has at most: the newest of its time.
const auditMost = 3000

// auditReport is an extract of the journal. Codes: field.Denied, Cancelled.
func (o *Office) auditReport(ctx context.Context, out *Report, in paper.Setting) error {
	if err := o.allow(ctx, centre.MayAudit, "export-journal"); err != nil {
		return err
	}
	x := paper.AuditExtract{From: out.From, To: out.To, Masked: !out.Whole, Proof: o.Folder().Proof}
	var lines []store.Line
	err := o.store.Lines(ctx, 1, 0, func(l store.Line) {
		if l.Damaged || field.DayOf(l.At.In(o.zone)).Within(out.From, out.To) {
			lines = append(lines, l)
		}
	})
	if err != nil {
		return fmt.Errorf("list journal: %w", err)
	}
	if x.Left = max(len(lines)-auditMost, 0); x.Left > 0 {
		lines = lines[x.Left:]
	}
	for _, l := range lines {
		if ctx.Err() != nil {
			return field.Cancelled
		}
		x.Lines = append(x.Lines, o.auditLine(out.Book, l.Seq, &x))
	}
	out.Document, out.Figures = paper.AuditDoc(x, in), map[string]any{
		"report": string(AuditReport), "from": out.From.String(), "to": out.To.String(), "entries": len(x.Lines), "left": x.Left, "proof": x.Proof, "figures": []any{},
	}
	return nil
}

// auditLine puts one entry into words. Masked, a reason somebody typed is not repeated: it may name anybody. What belongs to a case of
// harassment, domestic violence or psychology is never named, for this is a list of many cases.
func (o *Office) auditLine(b *say.Book, seq uint64, x *paper.AuditExtract) paper.AuditLine {
	e, err := o.store.Entry(seq)
	if err != nil || e.Damaged {
		return paper.AuditLine{Seq: seq, What: b.T("audit.damaged")}
	}
	l := paper.AuditLine{Seq: seq, At: e.At, Who: e.Who, What: VerbWords(b, e.Verb), Reason: e.Reason}
	if x.Masked && l.Reason != "" {
		l.Reason = b.T("forms.audit.reason")
	}
	l.About = o.entryAbout(b, e, func(b *say.Book, op store.Op) string {
		if o.hushed(op.Type, op.ID) {
			if l.Reason != "" {
				l.Reason = b.T("forms.audit.reason")
			}
			return o.maskedAbout(b, op)
		}
		if key := namesPerson(op.Type); key != "" {
			if personal := op.Type.Table + "." + key; !slices.Contains(x.Personal, personal) {
				x.Personal = append(x.Personal, personal)
			}
			if x.Masked {
				return o.maskedAbout(b, op)
			}
		}
		return o.aboutOf(b, op)
	})
	return l
}

// namesPerson is the private field that stands in the title of records of a type; empty where titles are nobody's.
func namesPerson(t *field.Type) string {
	for _, key := range t.Title {
		if t.Field(key).Has(field.IsPrivate) {
			return key
		}
	}
	return ""
}

// maskedAbout names a record by its table, and a person by her masked name.
func (o *Office) maskedAbout(b *say.Book, op store.Op) string {
	name := b.T("forms.audit.hidden")
	if title, ok := o.store.Title(op.Type.Table, op.ID); ok && op.Type == centre.PersonType {
		name = centre.MaskName(title)
	}
	text := b.T("audit.about", b.T(op.Type.Table), name)
	if s := op.Type.Field(op.Text); op.Kind == store.Seen && s != nil {
		text = b.T("audit.seen", text, o.Words(b).Label(op.Type, s))
	}
	return text
}
