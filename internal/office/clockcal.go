package office

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// ExportClocks writes the clocks that run, or are overdue, as a calendar file (RFC 5545), one event of a whole day each, and notes it in the
// journal. handler narrows them to the cases of one person; empty takes all. An event names the case by its number and the rule, and
// nobody. It returns how many there are. Codes: field.Denied, Cancelled.
func (o *Office) ExportClocks(ctx context.Context, out io.Writer, handler string, b *say.Book) (int, error) {
	if err := o.allow(ctx, centre.MayExport, "export-clocks"); err != nil {
		return 0, err
	}
	all, err := o.AllClocks(ctx, false)
	if err != nil {
		return 0, err
	}
	cal := calendarFile{stamp: o.now().UTC().Format("20060102T150405Z")}
	cal.line("BEGIN", "VCALENDAR")
	cal.line("VERSION", "2.0")
	cal.line("PRODID", "-//HalfSky//clocks//"+strings.ToUpper(string(b.Lang())))
	cal.line("CALSCALE", "GREGORIAN")
	n := 0
	for _, l := range all {
		if l.Due.IsZero() || l.Group == ClocksStill || l.Group == ClocksEnded || handler != "" && l.Handler != handler {
			continue
		}
		cal.event(l, clockTitle(b, l), clockBasis(b, l))
		n++
	}
	cal.line("END", "VCALENDAR")
	if _, err := out.Write(cal.text.Bytes()); err != nil {
		return 0, fmt.Errorf("write calendar: %w", err)
	}
	return n, o.note(ctx, "export-clocks", store.Exported, about{}, fmt.Sprint(n))
}

func clockTitle(b *say.Book, l ClockLine) string {
	name := l.Rule
	if r := law.Find(l.Rule); r != nil {
		name = r.Name(b)
	}
	return b.T("clocks.ics.title", l.Number, name)
}

func clockBasis(b *say.Book, l ClockLine) string {
	r := law.Find(l.Rule)
	if r == nil {
		return b.T("clocks.reminder")
	}
	return b.T("clocks.basis", r.Basis(b)) + "\n" + b.T("clocks.reminder")
}

// calendarFile writes lines as RFC 5545 has them: ended by CR and LF, folded at 75 octets.
type calendarFile struct {
	text  bytes.Buffer
	stamp string
}

// event writes a whole day. The same clock has the same UID in every export, so that a calendar that takes the file again moves it.
func (c *calendarFile) event(l ClockLine, title, note string) {
	c.line("BEGIN", "VEVENT")
	c.line("UID", l.ID.String()+"@halfsky")
	c.line("DTSTAMP", c.stamp)
	c.line("DTSTART;VALUE=DATE", compact(l.Due))
	c.line("DTEND;VALUE=DATE", compact(l.Due.Add(1)))
	c.line("SUMMARY", escaped(title))
	c.line("DESCRIPTION", escaped(note))
	c.line("TRANSP", "TRANSPARENT")
	c.line("BEGIN", "VALARM")
	c.line("ACTION", "DISPLAY")
	c.line("TRIGGER", alarmAt)
	c.line("DESCRIPTION", escaped(title))
	c.line("END", "VALARM")
	c.line("END", "VEVENT")
}

// alarmAt is when a calendar reminds of a clock: at nine in the morning three days before, counted from the midnight the day begins with.
const alarmAt = "-P2DT15H"

func compact(d field.Day) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Date) }

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`)

// escaped writes a text as the value of a property (RFC 5545 section 3.3.11).
func escaped(text string) string { return escapes.Replace(text) }

// foldAt is how many octets a line may have, its end not counted (RFC 5545 section 3.1).
const foldAt = 75

func (c *calendarFile) line(name, value string) {
	rest, room := name+":"+value, foldAt
	for len(rest) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(rest[cut]) {
			cut-- // a character stays whole
		}
		c.text.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], foldAt-1
	}
	c.text.WriteString(rest + "\r\n")
}
