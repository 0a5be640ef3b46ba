package office

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// Lines returns the journal's entries from before seq on (0: the newest) backwards, the newest first: as many as lie among the most
// entries before it. Who may not see what everybody did gets her own. next is where to go on; 0 when there are no more.
func (o *Office) Lines(ctx context.Context, seq uint64, most int) (lines []store.Line, next uint64, err error) {
	if seq == 0 {
		seq = o.store.Folder().Seq + 1
	}
	from := uint64(1)
	if seq > uint64(most) {
		from = seq - uint64(most)
	}
	if seq <= 1 {
		return nil, 0, nil
	}
	all, me := o.May(centre.MayAudit), o.Me().ID
	err = o.store.Lines(ctx, from, seq-1, func(l store.Line) {
		if all || l.Account == me {
			lines = append(lines, l)
		}
	})
	if err != nil {
		return nil, 0, fmt.Errorf("list journal: %w", err)
	}
	slices.Reverse(lines)
	if from > 1 {
		next = from
	}
	return lines, next, nil
}

// LinesAbout returns the entries that touch one record, views and prints too: all of those where this account can open the record, else
// as many as Lines would show. Codes: field.Cancelled.
func (o *Office) LinesAbout(ctx context.Context, t *field.Type, id field.ID, tell store.Progress) (map[uint64]bool, error) {
	_, err := o.store.Get(t, id)
	opens, me, total := err == nil || o.May(centre.MayAudit), o.Me().ID, int(o.store.Folder().Seq)
	out := map[uint64]bool{}
	err = o.store.Journal(ctx, 1, 0, func(e store.Entry) error {
		if tell != nil && e.Seq%256 == 0 {
			tell(int(e.Seq), total)
		}
		if !opens && e.Account != me {
			return nil
		}
		if slices.ContainsFunc(e.Ops, func(op store.Op) bool { return op.ID == id && op.Type == t }) {
			out[e.Seq] = true
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list journal: %w", err)
	}
	return out, nil
}

// Entry returns one entry with what this account can read of it. Codes: field.Denied for somebody else's entry without the right, if it
// touches no record this account can open; NotFound, Damaged.
func (o *Office) Entry(seq uint64) (store.Entry, error) {
	e, err := o.store.Entry(seq)
	if err == nil && e.Account != o.Me().ID && !o.May(centre.MayAudit) && !slices.ContainsFunc(e.Ops, o.opensOf) {
		err = field.Denied
	}
	if err != nil {
		return store.Entry{}, fmt.Errorf("read entry: %w", err)
	}
	return e, nil
}

func (o *Office) opensOf(op store.Op) bool {
	if op.Type == nil || op.ID == (field.ID{}) {
		return false
	}
	_, err := o.store.Get(op.Type, op.ID)
	return err == nil
}

// VerbWords puts a verb of the journal into words: sentences of their own for most, and for the verbs of single records what was done
// and the name of the table. A verb of a newer program stands as it is.
func VerbWords(b *say.Book, verb string) string {
	if key := "audit.verb." + verb; b.Has(key) {
		return b.T(key)
	}
	if did, table, ok := strings.Cut(verb, "-"); ok && centre.TypeOf(table) != nil && b.Has("audit.did."+did) {
		return b.T("audit.did."+did, b.T(table))
	}
	return verb
}

// aboutMost is how many records a line names.
const aboutMost = 3

// EntryAbout says in words what an entry is about: its records by name, as far as they can be opened, and what nobody here can read.
func (o *Office) EntryAbout(b *say.Book, e store.Entry) string { return o.entryAbout(b, e, o.aboutOf) }

// entryAbout is EntryAbout with other words for a record.
func (o *Office) entryAbout(b *say.Book, e store.Entry, of func(*say.Book, store.Op) string) string {
	var names []string
	seen, more := map[field.ID]bool{}, 0
	for _, op := range e.Ops {
		switch {
		case op.Type == nil:
			if text := noteWords(b, op, o.Words(b)); text != "" {
				names = append(names, text)
			}
			continue
		case op.ID == (field.ID{}):
			names = append(names, b.T(op.Type.Table+".list"))
			continue
		case seen[op.ID]:
			continue
		}
		seen[op.ID] = true
		if len(names) >= aboutMost {
			more++
			continue
		}
		names = append(names, of(b, op))
	}
	text := strings.Join(names, b.T("audit.and"))
	if more > 0 {
		text = b.T("audit.more", text, more)
	}
	if e.Locked > 0 {
		text = strings.TrimSpace(text + " " + b.T("audit.locked", e.Locked))
	}
	if e.Erased > 0 {
		text = strings.TrimSpace(text + " " + b.T("audit.erased", e.Erased))
	}
	return text
}

func (o *Office) aboutOf(b *say.Book, op store.Op) string {
	name, ok := o.titled(b, op.Type, op.ID)
	if !ok || name == "" {
		name = b.T("audit.unnamed")
	}
	text := b.T("audit.about", b.T(op.Type.Table), name)
	if s := op.Type.Field(op.Text); op.Kind == store.Seen && s != nil {
		text = b.T("audit.seen", text, o.Words(b).Label(op.Type, s))
	}
	return text
}

// noteWords says what an operation without a record holds: passphrases that did not fit, a refusal, beside whom somebody signed.
func noteWords(b *say.Book, op store.Op, words centre.Shown) string {
	if op.Kind == store.Refused {
		if n, since, ok := ReadTries(op.Text); ok {
			return b.T("lock.tries", n, words.Moment(since))
		}
		return b.T("audit.denied")
	}
	if op.Kind == store.SignedIn && op.Text != "" {
		return b.T("audit.beside", op.Text)
	}
	return ""
}

// ExportLines writes entries as a table and returns how many there were. The journal has the export before the first byte is written.
// Codes: field.Denied, Cancelled.
func (o *Office) ExportLines(ctx context.Context, out io.Writer, form exchange.Form, seqs []uint64, b *say.Book) (int, error) {
	for _, right := range []string{centre.MayAudit, centre.MayExport} {
		if err := o.allow(ctx, right, "export-journal"); err != nil {
			return 0, fmt.Errorf("export journal: %w", err)
		}
	}
	if err := o.note(ctx, "export-journal", store.Exported, about{}, string(form)); err != nil {
		return 0, fmt.Errorf("export journal: %w", err)
	}
	l := exchange.Listing{Name: b.T("audit.title"), Form: form, Widths: []float64{10, 18, 14, 22, 60, 30}}
	for _, key := range []string{"audit.col.seq", "audit.col.at", "audit.col.who", "audit.col.verb", "audit.col.about", "audit.col.reason"} {
		l.Headings = append(l.Headings, b.T(key))
	}
	words := o.Words(b)
	n, err := exchange.WriteListing(ctx, out, l, func(visit func([]string) error) error {
		for _, seq := range seqs {
			e, err := o.store.Entry(seq)
			cells := []string{fmt.Sprint(seq), words.Moment(e.At), e.Who, VerbWords(b, e.Verb), o.EntryAbout(b, e), e.Reason}
			if err != nil {
				cells = []string{fmt.Sprint(seq), "", "", b.T("audit.damaged"), "", ""}
			}
			if err := visit(cells); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return n, fmt.Errorf("export journal: %w", err)
	}
	return n, nil
}
