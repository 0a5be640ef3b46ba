package centre

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"cn.halfsky/internal/field"
)

// Keeping says how long a class of records is kept and what happens to them then 保管期限. Parts of a record go with it.
type Keeping struct {
	Table  string   // AnyTable for deleted records
	Class  string   // word of the class; with the table it is permanent: settings name it
	Key    string   // field that must hold one of Values; empty: any record
	Values []string //
	Years  int      // 0: for good
	From   []string // what the years count from: keys of dates, FromChanged or FromGone; the first that holds something
	Do     string   // Anonymise or Erase; empty with Years 0
	Source string   // word: say has retention.source.<word>
}

// What Keeping may say.
const (
	AnyTable    = "*"
	FromChanged = "changed" // when the record was last saved
	FromGone    = "gone"    // when it was deleted
	Anonymise   = "anonymise"
	Erase       = "erase"
)

// GoesAlone reports whether records of a type have a time of their own although they are parts: an event is kept for good, the names of
// those who came are not.
func GoesAlone(t *field.Type) bool { return t == AttendeeType }

// keptYears is the longest a rule may keep a record without keeping it for good.
const keptYears = 100

var (
	keepingHead = []string{"table", "class", "when", "years", "from", "do", "source"}
	plainWord   = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
)

// ParseKeepings reads the rules of retention: comma-separated values with a heading. The first that fits a record holds.
func ParseKeepings(text []byte) ([]Keeping, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = len(keepingHead)
	lines, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read retention: %w", err)
	}
	if len(lines) == 0 || !slices.Equal(lines[0], keepingHead) {
		return nil, fmt.Errorf("read retention: another heading")
	}
	var out []Keeping
	for i, cells := range lines[1:] {
		k, err := parseKeeping(cells)
		if err == nil && slices.ContainsFunc(out, func(o Keeping) bool { return o.Table == k.Table && o.Class == k.Class }) {
			err = fmt.Errorf("class %s twice", k.Class)
		}
		if err != nil {
			return nil, fmt.Errorf("read retention, line %d: %w", i+2, err)
		}
		out = append(out, k)
	}
	return out, nil
}

func parseKeeping(cells []string) (k Keeping, err error) {
	k = Keeping{Table: cells[0], Class: cells[1], From: strings.Fields(cells[4]), Do: cells[5], Source: cells[6]}
	t := TypeOf(k.Table)
	switch {
	case t == nil && k.Table != AnyTable:
		return k, fmt.Errorf("no table %q", k.Table)
	case t != nil && t.Owner() != nil && !GoesAlone(t):
		return k, fmt.Errorf("%s is a part and goes with its record", k.Table)
	case !plainWord.MatchString(k.Class) || !plainWord.MatchString(k.Source):
		return k, fmt.Errorf("class and source are words")
	}
	if cells[2] != "" {
		if err := k.parseWhen(t, cells[2]); err != nil {
			return k, err
		}
	}
	if cells[3] == "permanent" {
		if len(k.From) > 0 || k.Do != "" {
			return k, fmt.Errorf("what is kept for good has no end")
		}
		return k, nil
	}
	if k.Years, err = strconv.Atoi(cells[3]); err != nil || k.Years < 1 || k.Years > keptYears {
		return k, fmt.Errorf("years from 1 to %d, or permanent", keptYears)
	}
	if k.Do != Anonymise && k.Do != Erase || t == nil && k.Do != Erase {
		return k, fmt.Errorf("no such end %q", k.Do)
	}
	return k, k.checkFrom(t)
}

// parseWhen reads key=value|value.
func (k *Keeping) parseWhen(t *field.Type, text string) error {
	key, values, _ := strings.Cut(text, "=")
	if t == nil || t.Field(key) == nil {
		return fmt.Errorf("no field %q", key)
	}
	k.Key, k.Values = key, strings.Split(values, "|")
	f := t.Field(key)
	for _, v := range k.Values {
		if v == "" || f.Vocab != nil && f.Vocab.Term(v) == nil || f.Vocab == nil && f.Kind != field.YesNoKind {
			return fmt.Errorf("%s cannot hold %q", key, v)
		}
	}
	return nil
}

func (k *Keeping) checkFrom(t *field.Type) error {
	if len(k.From) == 0 {
		return fmt.Errorf("nothing to count from")
	}
	for _, key := range k.From {
		if key == FromGone && t == nil || key == FromChanged && t != nil {
			continue
		}
		if t == nil || t.Field(key) == nil {
			return fmt.Errorf("no field %q", key)
		}
		if kind := t.Field(key).Kind; kind != field.DayKind && kind != field.MomentKind {
			return fmt.Errorf("%s is no date", key)
		}
	}
	return nil
}

// Fits reports whether the rule is about the record.
func (k Keeping) Fits(r field.Record) bool {
	if k.Table == AnyTable {
		return r.Base().Gone != 0
	}
	if r.Type().Table != k.Table || r.Base().Gone != 0 {
		return false
	}
	return k.Key == "" || slices.Contains(k.Values, r.Type().Field(k.Key).Text(r))
}

// Since is the day the years count from; empty while nothing says when: the record is not finished.
func (k Keeping) Since(r field.Record, zone *time.Location) field.Day {
	for _, key := range k.From {
		var d field.Day
		switch key {
		case FromChanged:
			d = dayIn(r.Base().Changed, zone)
		case FromGone:
			d = dayIn(r.Base().Gone, zone)
		default:
			switch p := r.Type().Field(key).Pointer(r).(type) {
			case *field.Day:
				d = *p
			case *field.Moment:
				d = dayIn(*p, zone)
			}
		}
		if !d.IsZero() {
			return d
		}
	}
	return field.Day{}
}

func dayIn(m field.Moment, zone *time.Location) field.Day {
	if m == 0 {
		return field.Day{}
	}
	return field.DayOf(m.In(zone))
}

// Until is the last day the record has to be kept, when the years count from since: the same day of the year, or the end of its month
// (as 民法典 art. 202 counts). Of a month or a year alone it is the last day of that. Empty for what is kept for good.
func (k Keeping) Until(since field.Day) field.Day {
	if k.Years == 0 || since.IsZero() {
		return field.Day{}
	}
	month, date := since.Month, since.Date
	if month == 0 {
		month = 12
	}
	last := time.Date(since.Year+k.Years, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if date == 0 || date > last {
		date = last
	}
	return field.Day{Year: since.Year + k.Years, Month: month, Date: date}
}
