package field

import (
	"strings"
	"testing"
)

func TestParseCountReadsWhatPeopleWrite(t *testing.T) {
	for _, c := range []struct {
		text, unit string
		want       Count
	}{
		{"200多人", "人", Count{Value: 200, HasValue: true, Qualifier: "多", Unit: "人"}},
		{"近百人", "人", Count{Value: 100, HasValue: true, Qualifier: "近", Unit: "人", Written: "近百人"}},
		{"2.5万多人次", "人次", Count{Value: 25000, HasValue: true, Qualifier: "多", Unit: "人次", Written: "2.5万多人次"}},
		{"1700多人次", "人次", Count{Value: 1700, HasValue: true, Qualifier: "多", Unit: "人次"}},
		{"796个", "个", Count{Value: 796, HasValue: true, Unit: "个"}},
		{"多名", "名", Count{Qualifier: "多", Unit: "名"}},
		{"一批", "", Count{Qualifier: "不详", Unit: "批", Written: "一批"}},
		{"３２家", "家", Count{Value: 32, HasValue: true, Unit: "家", Written: "３２家"}},
		{"十二位", "位", Count{Value: 12, HasValue: true, Unit: "位", Written: "十二位"}},
		{"一千七百余人次", "人次", Count{Value: 1700, HasValue: true, Qualifier: "余", Unit: "人次", Written: "一千七百余人次"}},
		{"约50人", "人", Count{Value: 50, HasValue: true, Qualifier: "约", Unit: "人"}},
		{"100人以上", "人", Count{Value: 100, HasValue: true, Qualifier: "以上", Unit: "人"}},
		{"1,234人", "人", Count{Value: 1234, HasValue: true, Unit: "人", Written: "1,234人"}},
		{"30-50人", "人", Count{Value: 30, HasValue: true, Qualifier: "以上", Unit: "人", Written: "30-50人"}},
		{"", "人", Count{}},
		{"一万二千人", "人", Count{Value: 12000, HasValue: true, Unit: "人", Written: "一万二千人"}},
		{"两万五", "人", Count{Value: 25000, HasValue: true, Unit: "人", Written: "两万五"}},
		{"二百五十人", "人", Count{Value: 250, HasValue: true, Unit: "人", Written: "二百五十人"}},
		{"二百零五人", "人", Count{Value: 205, HasValue: true, Unit: "人", Written: "二百零五人"}},
		{"一千零一十人", "人", Count{Value: 1010, HasValue: true, Unit: "人", Written: "一千零一十人"}},
		{"一〇五人", "人", Count{Value: 105, HasValue: true, Unit: "人", Written: "一〇五人"}},
		{"万余人", "人", Count{Value: 10000, HasValue: true, Qualifier: "余", Unit: "人", Written: "万余人"}},
		{"二十多万人次", "人次", Count{Value: 200000, HasValue: true, Qualifier: "多", Unit: "人次", Written: "二十多万人次"}},
		{"一百多万人", "人", Count{Value: 1000000, HasValue: true, Qualifier: "多", Unit: "人", Written: "一百多万人"}},
		{"十几人", "人", Count{Value: 10, HasValue: true, Qualifier: "多", Unit: "人", Written: "十几人"}},
		{"六名指导员", "名", Count{Value: 6, HasValue: true, Unit: "名指导员", Written: "六名指导员"}},
		{"92%", "", Count{Value: 92, HasValue: true, Unit: "%"}},
	} {
		got, ok := ParseCount(c.text, c.unit)
		if !ok || got != c.want {
			t.Errorf("ParseCount(%q) = %+v, %v; want %+v", c.text, got, ok, c.want)
		}
		if ok && got.String() != c.text {
			t.Errorf("ParseCount(%q) prints as %q", c.text, got)
		}
	}
	if got, ok := ParseCount("32", "家"); !ok || got.String() != "32家" {
		t.Errorf("a bare number takes the field's measure word: got %q", got)
	}
	for _, bad := range []string{"abc123", "2.5人", "人人人人人人人人人人人人", "12 34", "-5人", "1e9999", "七八人", "三四十人", "三五人", "一线女职工", "三八妇女节", "三期女职工", "五一巾帼标兵", "2万5千人", "十百人", "二十百", "一百一百", "亿亿", "3/", "50.", "3月6日", "2008-3-6", strings.Repeat("九", 30), "99999999999999999999人"} {
		if got, ok := ParseCount(bad, "人"); ok {
			t.Errorf("ParseCount(%q) = %+v, want refused", bad, got)
		}
	}
}

func TestParseDayReadsWhatOfficesWrite(t *testing.T) {
	for text, want := range map[string]string{
		"2008年3月6日": "2008-03-06", "2008.3.6": "2008-03-06", "2008-3-6": "2008-03-06", "20080306": "2008-03-06", "3月6日": "2008-03-06",
		"3/6": "2008-03-06", "2008年3月": "2008-03", "2008.3": "2008-03", "3月": "2008-03", "2008": "2008", "2008/3/6 下午": "2008-03-06pm",
		"２００８年３月６日上午": "2008-03-06am", "2008-03-06pm": "2008-03-06pm", "08年3月6日": "2008-03-06",
	} {
		d, ok := ParseDay(text, 2008)
		if !ok || d.String() != want {
			t.Errorf("ParseDay(%q) = %q, %v; want %q", text, d, ok, want)
		}
	}
	for _, bad := range []string{"2008-13-1", "2008-2-30", "31/12", "x", "0/0", "2008-0-1"} {
		if d, ok := ParseDay(bad, 2008); ok {
			t.Errorf("ParseDay(%q) = %q, want refused", bad, d)
		}
	}
}
