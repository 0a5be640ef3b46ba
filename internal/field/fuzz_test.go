package field

import (
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzParseCount: what is read prints as it was written and is read the same from there.
func FuzzParseCount(f *testing.F) {
	for _, s := range []string{"200多人", "近百人", "2.5万多人次", "1700多人次", "796个", "多名", "一批", "３２家", "十二位", "1,234人", "30-50人", "约50人", "100人以上", "二〇〇八", "三四十人", "三万五千", "二百五十人", "一万亿", "9223372036854775807", "0.00000001亿", "不详"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, ok := ParseCount(text, "人")
		if !ok {
			if c != (Count{}) {
				t.Errorf("%q is refused but read as %+v", text, c)
			}
			return
		}
		if c.Value < 0 || !c.HasValue && c.Value != 0 {
			t.Errorf("%q is read as %+v", text, c)
		}
		if c.IsZero() != (Tidy(text) == "") {
			t.Errorf("%q is read as empty: %+v", text, c)
		}
		again, ok := ParseCount(c.String(), "")
		if !ok || again.Value != c.Value || again.HasValue != c.HasValue || again.Qualifier != c.Qualifier || again.String() != c.String() {
			t.Errorf("%q is read as %+v, printed as %q, read again as %+v (%v)", text, c, c, again, ok)
		}
	})
}

// FuzzParseDay: a day that is read is in the calendar, and its machine form is read back.
func FuzzParseDay(f *testing.F) {
	for _, s := range []string{"2008年3月6日", "2008.3.6", "3/6", "2008/3/6 下午", "20080306", "2008年3月", "08年3月6日", "2008-02-30", "3月", "（2008）"} {
		f.Add(s, 2008)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		d, ok := ParseDay(text, year)
		if !ok || d.IsZero() {
			if d != (Day{}) {
				t.Errorf("%q is refused but read as %+v", text, d)
			}
			return
		}
		if !d.Valid() {
			t.Errorf("%q is read as %v, which no calendar has", text, d)
		}
		if again, ok := ParseDay(d.String(), 0); !ok || again != d {
			t.Errorf("%q is read as %v, that as %v (%v)", text, d, again, ok)
		}
	})
}

// FuzzParseMoment: the machine form of a moment that is read is read back, whatever the zone.
func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2026-11-22 14:30", "3月6日下午2时30分", "2008-03-06T06:30:00Z", "2008年3月6日", "2008-3-6 24:00", "2008-3-6 9点", "9999-12-31T23:59:59+08:00"} {
		f.Add(s, 2008)
	}
	zone := time.FixedZone("CST", 8*3600)
	f.Fuzz(func(t *testing.T, text string, year int) {
		m, ok := ParseMoment(text, year, zone)
		if !ok {
			if m != 0 {
				t.Errorf("%q is refused but read as %v", text, m)
			}
			return
		}
		if again, ok := ParseMoment(m.String(), 0, zone); !ok || again != m {
			t.Errorf("%q is read as %d = %q, that as %d (%v)", text, m, m, again, ok)
		}
	})
}

// FuzzParseFen: an amount that is read is not negative, and its machine form is read back.
func FuzzParseFen(f *testing.F) {
	for _, s := range []string{"1200", "1,200.50元", "¥88", "3.5万元", "0.005", "999999999999.99", "999999999999.999999万", "１２元整"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := ParseFen(text)
		if n < 0 || !ok && n != 0 {
			t.Errorf("%q is read as %d", text, n)
		}
		if again, read := ParseFen(n.String()); ok && (!read || again != n) {
			t.Errorf("%q is read as %d, that as %d", text, n, again)
		}
	})
}

// FuzzFold: folding, narrowing and tidying twice is doing it once, and valid text stays valid.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Ａ　b\u200b", "\xff", "\r\n x \r", "ǅ", "İ", "K"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, do := range map[string]func(string) string{"fold": Fold, "narrow": Narrow, "tidy": Tidy} {
			once := do(text)
			if twice := do(once); twice != once {
				t.Errorf("%s: %q becomes %q, then %q", name, text, once, twice)
			}
			if !utf8.ValidString(once) {
				t.Errorf("%s: %q becomes invalid %q", name, text, once)
			}
		}
	})
}
