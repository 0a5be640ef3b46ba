package exchange

import (
	"regexp"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

var (
	dayWithClock = regexp.MustCompile(`^(\S*\d\S*?)[ T]+(\d{1,2}):(\d{2})(?::\d{2})?$`)
	daySpan      = regexp.MustCompile(`^(.*?\d[日号]?(?:上午|下午)?)\s*(?:[-~—–～至到]+|、)\s*(\d.*)$`)
	monthPart    = regexp.MustCompile(`^(.*?\d月)(份|初|中旬|中|底|末|上旬|下旬)$`)
	weekdayTail  = regexp.MustCompile(`^(.*)[（(](?:星期|周|礼拜)[一二三四五六日天][）)](.*)$`)
	serialForm   = regexp.MustCompile(`^\d{5}(\.\d+)?$`)
)

// day reads a date. Of a span of days or a time of day the field holds only a part; the whole text is kept beside it.
func (rd *reader) day(r field.Record, s *field.Spec, text string) reading {
	if m := weekdayTail.FindStringSubmatch(text); m != nil {
		text = m[1] + m[2]
	}
	if got := rd.set(r, s, text); got.done {
		return got
	}
	part := func(text, sentence string) (reading, bool) {
		got := rd.set(r, s, text)
		got.keep, got.say = got.done, sentence
		return got, got.done
	}
	narrow := field.Narrow(text)
	if m := dayWithClock.FindStringSubmatch(narrow); m != nil {
		half := "am"
		if h, err := strconv.Atoi(m[2]); err == nil && h >= 12 {
			half = "pm"
		}
		if got, ok := part(m[1]+half, "exchange.cell.clock"); ok {
			return got
		}
	}
	if m := monthPart.FindStringSubmatch(narrow); m != nil {
		got, ok := part(m[1], "exchange.cell.month")
		if ok && m[2] == "份" {
			return reading{done: true}
		}
		if ok {
			return got
		}
	}
	if m := daySpan.FindStringSubmatch(narrow); m != nil {
		if got, ok := part(m[1], "exchange.cell.span"); ok {
			return got
		}
	}
	if serialForm.MatchString(narrow) {
		if t, ok := serialDay(narrow); ok {
			return rd.set(r, s, t.Format("2006-01-02"))
		}
	}
	return unread("problem.day")
}

// serialDay reads the number that a spreadsheet keeps for a date and shows when the cell has lost its format: days since 1900.
// Only 1954 to 2099 are taken for dates.
func serialDay(text string) (time.Time, bool) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v < 20000 || v > 73050 {
		return time.Time{}, false
	}
	t, err := excelize.ExcelDateToTime(v, false)
	return t, err == nil
}

// moment reads a date with a time of day, to the millisecond where the text has it.
func (rd *reader) moment(r field.Record, s *field.Spec, text string) reading {
	zone := rd.in.Zone
	if zone == nil {
		zone = time.UTC
	}
	for _, form := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(form, field.Narrow(text), zone); err == nil {
			text = t.UTC().Format("2006-01-02T15:04:05.000Z")
		}
	}
	if serialForm.MatchString(text) {
		if t, ok := serialDay(text); ok {
			text = t.Round(time.Second).Format("2006-01-02 15:04")
		}
	}
	if d, ok := field.ParseDay(text, rd.in.Today.Year); ok && d.Half != field.WholeDay && !rd.own {
		return rd.momentOfDay(r, s, text, zone)
	}
	got := rd.set(r, s, text)
	if got.done || rd.own {
		return got
	}
	return rd.momentOfDay(r, s, text, zone)
}

// momentOfDay takes a date as people write it where a time of day belongs: the morning is nine, the afternoon two; of a month its
// first day. What was written is kept beside it where it says otherwise.
func (rd *reader) momentOfDay(r field.Record, s *field.Spec, text string, zone *time.Location) reading {
	scratch := &centre.Event{}
	got := rd.day(scratch, centre.EventType.Field("date"), text)
	d := scratch.Date
	if !got.done || d.Month == 0 {
		return unread("problem.moment")
	}
	hour := 0
	switch {
	case d.Date == 0:
		d.Date, got.keep, got.say = 1, true, "exchange.cell.first"
	case d.Half == field.Morning:
		hour, got.keep, got.say = 9, true, "exchange.cell.half"
	case d.Half == field.Afternoon:
		hour, got.keep, got.say = 14, true, "exchange.cell.half"
	}
	at := field.MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, hour, 0, 0, 0, zone))
	if s.Put(r, at.String()) != nil {
		return unread("problem.moment")
	}
	return got
}
