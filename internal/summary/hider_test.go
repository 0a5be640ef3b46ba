package summary

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// TestAHiderFindsPeopleHoweverTheyAreWritten: names parted or spelt, numbers with gaps or in words, the day of birth, the street.
func TestAHiderFindsPeopleHoweverTheyAreWritten(t *testing.T) {
	p := &centre.Person{
		Name: "欧阳样例", Phone: "13800005678、0512-60001234", ResidentID: "11010519491231002X", Address: "样例市云桥镇柳荫路5号3幢",
		Birth: field.Day{Year: 1949, Month: 12, Date: 31},
	}
	h := hiderOf(p, "司徒小样", "阿依·古丽样")
	for _, leak := range []string{
		"欧阳样例", "欧阳 样例", "欧 阳 样 例", "欧阳　样例", "欧阳·样例", "ouyangyangli", "Ouyang Yangli", "OU YANG YANG LI", "ou-yang yang-li",
		"司徒小样", "司徒 小样", "阿依古丽样", "阿依•古丽样", "阿依 · 古丽样",
		"13800005678", "138 0000 5678", "138-0000-5678", "+8613800005678", "１３８００００５６７８", "138.0000.5678", "(138) 0000 - 5678", "一三八〇〇〇〇五六七八", "幺三八零零零零五六七八",
		"0512-60001234", "051260001234", "0512 6000 1234", "（0512）60001234",
		"11010519491231002x", "110105 19491231 002X", "110105-19491231-002Ｘ",
		"1949年12月31日", "1949.12.31", "1949-12-31", "1949/12/31", "1949 年 12 月 31 日",
		"样例市云桥镇柳荫路5号3幢", "柳荫路5号", "柳荫路五号三幢",
	} {
		if got := h.Replace("她说" + leak + "，请回电"); strings.Contains(got, leak) || !strings.HasPrefix(got, "她说") || !strings.HasSuffix(got, "，请回电") {
			t.Errorf("%s gives %s", leak, got)
		}
	}
	for _, plain := range []string{"工资少发1,380元，共5678元", "2026年12月31日到期", "欧阳女士来电", "样例市工会", "12351热线", "合同第十三条", "Yang Li"} {
		if got := h.Replace(plain); got != plain {
			t.Errorf("%s gives %s", plain, got)
		}
	}
}

// TestAHiderTakesAnyName: signs that steer patterns, one character, nothing.
func TestAHiderTakesAnyName(t *testing.T) {
	for _, name := range []string{"", "王", "(.*)", "[a-", "\\", "A+ B?", "𠮷𬭸", "王女士", strings.Repeat("长", 60)} {
		h := hiderOf(&centre.Person{Name: name, Phone: name, ResidentID: name, Address: name}, name)
		if got := h.Replace("没有人的名字"); got != "没有人的名字" {
			t.Errorf("%q hides %s", name, got)
		}
	}
	if got := hiderOf(nil).Replace("样例"); got != "样例" {
		t.Errorf("nobody hides %s", got)
	}
}

// BenchmarkHider makes a hider of a household and reads a page with it.
func BenchmarkHider(b *testing.B) {
	p := &centre.Person{Name: "欧阳样例", Phone: "13800005678", ResidentID: "11010519491231002X", Address: "样例市云桥镇柳荫路5号3幢"}
	text := strings.Repeat("她说单位不发工资，", 80)
	for b.Loop() {
		h := hiderOf(p, "司徒小样", "司徒大样")
		h.Replace(text)
	}
}

// FuzzHider: no name, number or text makes it fail, and a name of Chinese characters never comes through.
func FuzzHider(f *testing.F) {
	f.Add("欧阳样例", "13800005678", "她叫欧阳样例")
	f.Add("(.*", "[", "\xff")
	f.Fuzz(func(t *testing.T, name, number, text string) {
		h := hiderOf(&centre.Person{Name: name, Phone: number, ResidentID: number, Address: number}, name)
		h.Replace(text)
		if got := h.Replace("甲甲" + "司徒样例" + "乙"); name == "司徒样例" && strings.Contains(got, name) {
			t.Errorf("%s came through", got)
		}
	})
}
