package office

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// personOf saves a person.
func personOf(t testing.TB, of *Office, fill func(*centre.Person)) *centre.Person {
	t.Helper()
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name = "示例甲"
	fill(p)
	if _, err := of.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	return p
}

// sames returns of each person found the reasons.
func sames(t *testing.T, of *Office, p Sought) map[field.ID][]string {
	t.Helper()
	found, err := of.SamePersons(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	out := map[field.ID][]string{}
	for _, s := range found {
		out[s.ID] = s.Why
	}
	return out
}

func TestTheSamePersonIsFoundWithTheReason(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	const number = "11010519491231002X"
	born := field.Day{Year: 1988, Month: 5, Date: 6}
	p := personOf(t, of, func(p *centre.Person) {
		p.Name, p.Phone, p.ResidentID, p.Birth = "张丽华", "13800000001、0512-65221234", number, born
	})
	for what, c := range map[string]struct {
		sought Sought
		want   []string
	}{
		"by the number, small x":   {Sought{ResidentID: "11010519491231002x"}, []string{SameNumber}},
		"by one of the telephones": {Sought{Phone: "+86 138 0000 0001"}, []string{SamePhone}},
		"by the landline":          {Sought{Phone: "051265221234"}, []string{SamePhone}},
		"by name and birth date":   {Sought{Name: "张丽华", Birth: born}, []string{SameBirth, SameName}},
		"by the name":              {Sought{Name: "张 丽华"}, []string{SameName}},
		"by what sounds alike":     {Sought{Name: "章莉花"}, []string{SameSound}},
		"the surest first":         {Sought{Name: "张丽华", Phone: "13800000001", ResidentID: number}, []string{SameNumber, SamePhone, SameName}},
		"another sound":            {Sought{Name: "王丽华"}, nil},
		"part of a telephone":      {Sought{Phone: "1380000"}, nil},
		"a public short number":    {Sought{Phone: "12351"}, nil},
		"another birth date":       {Sought{Name: "张丽华", Birth: born.Add(1)}, nil},
		"another number":           {Sought{Name: "张丽华", ResidentID: "440524188001010014"}, nil},
		"a number with a slip":     {Sought{ResidentID: "110105194912310021"}, nil},
		"she herself":              {Sought{Name: "张丽华", Except: p.ID}, nil},
		"nothing":                  {Sought{}, nil},
	} {
		if got := sames(t, of, c.sought)[p.ID]; !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}

// TestANameSoundsAsItIsRead: a surname as surnames are read, and characters beyond the common ones.
func TestANameSoundsAsItIsRead(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for _, names := range [][2]string{{"解红", "谢红"}, {"仇英", "邱英"}, {"区秀", "欧秀"}, {"𠮷丽", "吉丽"}, {"李𬭎", "李宏"}, {"查芳", "渣芳"}} {
		for i, name := range names {
			p, other := personOf(t, of, func(p *centre.Person) { p.Name = name }), names[1-i]
			if got := sames(t, of, Sought{Name: other})[p.ID]; !slices.Equal(got, []string{SameSound}) {
				t.Errorf("%s for %s: %v", name, other, got)
			}
		}
	}
}

// TestAnEmployerIsCalledToMindForNinetyDays: both edges of the span.
func TestAnEmployerIsCalledToMindForNinetyDays(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	unit := unitOf(t, of, "示例制衣厂")
	for _, days := range []int{0, 89, 91} {
		c := enquiry(t, of)
		c.Adverse, c.Received = unit.ID, field.MomentOf(of.Now().AddDate(0, 0, -days))
		keepAll(t, of, c)
	}
	found, err := of.SamePersons(t.Context(), Sought{Unit: unit.ID})
	if err != nil || len(found) != 1 {
		t.Fatalf("%d found, %v", len(found), err)
	}
	if s := found[0]; s.Cases != 2 || s.Last != of.Today() || s.Table != "organisation" || s.Name != unit.Name {
		t.Errorf("found %d cases, the last on %v", s.Cases, s.Last)
	}
}

// TestWhoIsKnownFromALockedCaseIsNotTold: neither the person, nor how often she came, nor the employer of a restricted case.
func TestWhoIsKnownFromALockedCaseIsNotTold(t *testing.T) {
	s := newSensitive(t)
	unit := unitOf(t, s.f.Office, "示例制衣厂")
	s.c.Adverse = unit.ID
	keepAll(t, s.f.Office, s.c)
	ask := Sought{Name: "示例甲", Unit: unit.ID}
	count := func() (people, cases int) {
		found, err := s.f.SamePersons(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			people, cases = people+1, cases+f.Cases
		}
		return people, cases
	}
	if people, cases := count(); people != 2 || cases != 2 {
		t.Fatalf("before: %d found, %d cases", people, cases)
	}
	s.restrict(s.f.Me().ID)
	if people, cases := count(); people != 2 || cases != 2 {
		t.Errorf("who is named finds %d, %d cases", people, cases)
	}
	s.f.as("示例咨询员")
	if people, cases := count(); people != 0 || cases != 0 {
		t.Errorf("who is not named finds %d, %d cases", people, cases)
	}
}

// TestARestrictedCaseOfSomebodyKnownElsewhereIsNotCounted: she stays in the open for her hardship file, her restricted case does not
// show in how often she came.
func TestARestrictedCaseOfSomebodyKnownElsewhereIsNotCounted(t *testing.T) {
	s := newSensitive(t)
	h := s.f.New(centre.HardshipType).(*centre.Hardship)
	h.Person, h.Class, h.Cause = s.person.ID, "deep", centre.Cause.Codes[0].Code
	keepAll(t, s.f.Office, h)
	s.restrict(s.f.Me().ID)
	s.f.as("示例咨询员")
	found, err := s.f.SamePersons(t.Context(), Sought{Name: "示例甲"})
	if err != nil || len(found) != 1 || found[0].Cases != 0 || !found[0].Last.IsZero() {
		t.Errorf("found %d, %v", len(found), err)
	}
}

// BenchmarkSamePersons looks a caller up by name, telephone and employer among 100,000 people with a case each.
func BenchmarkSamePersons(b *testing.B) {
	of := manyPeople(b, 100_000)
	unit := unitNamed(b, of, "示例公司7")
	b.ResetTimer()
	for b.Loop() {
		if _, err := of.SamePersons(b.Context(), Sought{Name: "示例丁", Phone: "13900054321", Unit: unit}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkConflicts asks what ties the centre to a unit, among 100,000 cases.
func BenchmarkConflicts(b *testing.B) {
	of := manyPeople(b, 100_000)
	unit := unitNamed(b, of, "示例公司7")
	b.ResetTimer()
	for b.Loop() {
		if _, err := of.Conflicts(b.Context(), unit); err != nil {
			b.Fatal(err)
		}
	}
}

// surnames make the names of manyPeople sound different, as those of a town do.
var surnames = []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧")

func manyPeople(b *testing.B, n int) *Office {
	b.Helper()
	of, err := Create(b.Context(), b.TempDir()+"/data", Founding{Centre: "样例中心", User: "值班员", Passphrase: testPass}, Options{Now: testNowFunc}.Cheap())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := of.Close(); err != nil {
			b.Error(err)
		}
	})
	var units []field.ID
	for i := range 1000 {
		u := of.New(centre.OrganisationType).(*centre.Organisation)
		u.Name, u.Kind = fmt.Sprintf("示例公司%d", i), "employer"
		if _, err := of.Save(b.Context(), u); err != nil {
			b.Fatal(err)
		}
		units = append(units, u.ID)
	}
	for at := 0; at < n; at += 1000 {
		var batch []field.Record
		for i := at; i < at+1000; i++ {
			p := of.New(centre.PersonType).(*centre.Person)
			p.ID = field.ID{1, byte(i >> 24), byte(i >> 16), byte(i >> 8), byte(i)}
			p.Name = string([]rune{surnames[i%len(surnames)], rune(0x4E10 + i*7%6000), rune(0x4E10 + i*13%6000)})
			p.Phone = fmt.Sprintf("139%08d", i)
			c := of.New(centre.CaseType).(*centre.Case)
			c.Channel, c.Matter, c.Facts, c.Person, c.Adverse = "call", "0201", "示例事情", p.ID, units[i%len(units)]
			batch = append(batch, p, c)
		}
		if _, err := of.Save(b.Context(), batch...); err != nil {
			b.Fatal(err)
		}
	}
	return of
}

func testNowFunc() time.Time { return testNow }

func unitNamed(b *testing.B, of *Office, name string) field.ID {
	b.Helper()
	rows, err := of.List(centre.OrganisationType, store.Query{Find: name, Sort: "name"})
	if err != nil || rows.Len() == 0 {
		b.Fatalf("no such unit: %v", err)
	}
	return rows.ID(0)
}
