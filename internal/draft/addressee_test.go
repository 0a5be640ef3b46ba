package draft

import (
	"testing"

	"cn.halfsky/internal/summary"
)

func TestADistributionIsTypedAsLines(t *testing.T) {
	got := Addressees("省总工会 3份\n\n各市、区总工会　×１０\n市总工会各部、室（2份）\r\n档案室\n2008年妇委会")
	want := []summary.Addressee{{To: "省总工会", Copies: 3}, {To: "各市、区总工会", Copies: 10}, {To: "市总工会各部、室", Copies: 2}, {To: "档案室"}, {To: "2008年妇委会"}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("row %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

func FuzzAddressees(f *testing.F) {
	f.Add("省总工会 3份\n×１０")
	f.Fuzz(func(t *testing.T, text string) {
		for _, a := range Addressees(text) {
			if a.To == "" || a.Copies < 0 {
				t.Errorf("%+v", a)
			}
		}
	})
}
