package office

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestNamesAreReadAsPeopleWriteThem(t *testing.T) {
	full := Arrival{Name: "示例甲", Unit: "示例纺织厂", Phone: "13800000001"}
	for text, want := range map[string][]Arrival{
		"示例甲\n\n 示例乙 \r\n":            {{Name: "示例甲"}, {Name: "示例乙"}},
		"1. 示例甲 示例纺织厂 13800000001":    {full},
		"示例甲，13800000001，示例纺织厂":       {full},
		"12\t示例甲\t示例纺织厂\t13800000001": {full},
		"序号\t姓名\t联系电话\t所在单位\t签名\n1\t示例甲\t13800000001\t示例纺织厂\t\n\t\t\t\t\n": {full},
		"Name\tPhone\nMary Sample\t\n": {{Name: "Mary Sample"}},
		"Mary Ann Sample 示例厂":          {{Name: "Mary Ann Sample", Unit: "示例厂"}},
		"示例甲 示例纺织厂 三车间 带午饭":            {{Name: "示例甲", Unit: "示例纺织厂", Note: "三车间 带午饭"}},
		"":       nil,
		"\t\t\n": nil,
	} {
		if got := ParseArrivals(text); !slices.Equal(got, want) {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestNamesAreReadFromAFile(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte("示例培训班报名表,,\n序号,姓名,单位\n1,示例甲,示例纺织厂\n2,示例乙,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := of.ReadArrivals(t.Context(), path)
	if want := []Arrival{{Name: "示例甲", Unit: "示例纺织厂"}, {Name: "示例乙"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("read %+v, %v", got, err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := of.ReadArrivals(t.Context(), path); err == nil {
		t.Error("an empty file named somebody")
	}
}

// FuzzParseArrivals: whatever is pasted, nobody without a name comes out, and nothing is longer than what went in.
func FuzzParseArrivals(f *testing.F) {
	f.Add("1\t示例甲\t示例纺织厂\n姓名,电话\n示例乙，13800000001")
	f.Fuzz(func(t *testing.T, text string) {
		for _, a := range ParseArrivals(text) {
			if a.Name == "" || len(a.Name) > 3*len(text)+3 {
				t.Errorf("%q names %q", text, a.Name)
			}
		}
	})
}
