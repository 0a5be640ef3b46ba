package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// eventWorld is an event of a kind with all that can lie under it.
func eventWorld(t testing.TB, kind string) (*centre.Event, summary.Parts) {
	fields := map[string][]string{
		"jobfair":      {"name=女职工专场招聘会", "units=3家", "posts=60个", "intents=31人"},
		"clinic":       {"name=女职工健康义诊", "people=143人次", "experts=6名", "leaflets=近300份"},
		"training":     {"name=女职工技能培训班", "people=40人", "sessions=4期", "units=12家"},
		"contest":      {"name=女职工技能竞赛", "people=86人", "awarded=3个", "units=3家"},
		"exhibition":   {"name=手工作品展", "units=2家", "exhibits=38件", "people=近400人"},
		"commendation": {"name=表彰女职工先进集体", "awarded=3个"},
		"inspection":   {"name=特殊保护检查", "units=12家", "covered=2350人", "problems=9个", "settled=7个", "letters=4份"},
		"visit":        {"name=走访慰问困难女职工", "people=26户", "gifts=52份", "amount=31200元"},
		"publicity":    {"name=女职工权益宣传周", "leaflets=2000多份", "media=市广播电台、市日报"},
	}[kind]
	e := docRecord(t, &centre.Event{}, 300, append([]string{"kind=" + kind, "state=held", "date=2008-03-06", "place=职工之家", "programme=" + docID(999).String()}, fields...)...)
	e.Hosts = []field.ID{docID(1001)}
	own := "event=" + docID(300).String()
	p := summary.Parts{Least: 3, Programme: docRecord(t, &centre.Programme{}, 999, "name=女职工服务季", "year=2008", "planned=6场", "people=1700多人次"), Series: []*centre.Event{e}}
	switch kind {
	case "jobfair":
		for i, x := range []string{"employer=%s post=缝纫工 wanted=30 women=20 wage=4000元/月 intents=16 hired30=12 hired90=9", "employer=%s post=检验员 wanted=10 intents=5", "employer=%s post=保洁员 wanted=20 intents=10 hired30=9"} {
			fields := strings.Fields(fmt.Sprintf(x, docID(1001+i/2)))
			p.Lines = append(p.Lines, docRecord(t, &centre.JobLine{}, 310+i, append(fields, own)...))
		}
	case "clinic":
		for i, x := range []string{"department=妇科 seen=71 referred=5 experts=2", "department=乳腺外科 seen=57 referred=1 experts=2", "department=心理门诊 seen=15 referred=2 experts=2"} {
			p.Desks = append(p.Desks, docRecord(t, &centre.Desk{}, 320+i, append(strings.Fields(x), own, "hospital="+docID(1002).String())...))
		}
		for i := range 4 {
			p.Tallies = append(p.Tallies, docRecord(t, &centre.Tally{}, 330+i, own, "desk=入口", "device=1a", fmt.Sprintf("at=2008-03-06 09:%02d", 15*i), fmt.Sprintf("plus=%d", 20+7*i)))
		}
	case "contest", "commendation":
		for i, rank := range []string{"一等奖", "二等奖", "二等奖"} {
			p.Awards = append(p.Awards, docRecord(t, &centre.Award{}, 340+i, own, "name=团体奖", "rank="+rank, "number=1个", "person=欧阳样例", "unit="+docID(1001+i).String()))
			p.Taking = append(p.Taking, docRecord(t, &centre.Participation{}, 350+i, own, "role=contestant", "people=9人", "organisation="+docID(1001+i).String()))
		}
	case "exhibition":
		for i, note := range []string{"剪纸20件", "刺绣18件"} {
			p.Taking = append(p.Taking, docRecord(t, &centre.Participation{}, 350+i, own, "role=exhibitor", "note="+note, "organisation="+docID(1001+i).String()))
		}
	}
	return e, p
}

var eventKinds = []string{"jobfair", "clinic", "training", "contest", "exhibition", "commendation", "inspection", "visit", "publicity"}

func TestEveryKindOfEventIsWholeAndAsBefore(t *testing.T) {
	for _, kind := range eventKinds {
		for _, lang := range say.Langs() {
			t.Run(kind+"-"+string(lang), func(t *testing.T) {
				e, parts := eventWorld(t, kind)
				d := EventDoc(summary.EventWith(e, parts, docName), docSetting(lang))
				asBefore(t, "event"+kind+"-"+string(lang), d)
				if text := mustLayout(t, d.Doc).Plain(); strings.Contains(text, "欧阳") || !d.Public || len(d.Personal) > 0 {
					t.Error("the report of an event names somebody")
				}
			})
		}
	}
}

func TestEventSaysWhatMattersToItsKind(t *testing.T) {
	for kind, wants := range map[string][]string{
		"jobfair":      {"申报数与明细核对", "60个", "意向达成比", "51.7%", "31人比60个", "缝纫工（4000元/月）", "就业跟踪", "满30天在岗率为80.8%（21人比26人"},
		"clinic":       {"合计", "143人次", "坐诊科室", "09:45"},
		"training":     {"4期", "系列进度", "6场", "1700多人次", "40人"},
		"contest":      {"参赛", "团体奖：一等奖1个、二等奖2个", "南塘市总工会"},
		"exhibition":   {"展出内容", "剪纸20件", "38件", "近400人"},
		"commendation": {"荣誉和奖项", "受表彰"},
		"inspection":   {"整改率为77.8%", "2350人", "一函两书”4份"},
		"visit":        {"26户", "52份", "31,200元"},
		"publicity":    {"市广播电台、市日报", "2000多份"},
	} {
		e, parts := eventWorld(t, kind)
		text := textOf(t, EventDoc(summary.EventWith(e, parts, docName), docSetting(say.ZH)))
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %s in %s", kind, want, text)
			}
		}
	}
}

// photo is a JPEG of that size in one colour.
func photo(t testing.TB, w, h int, c color.Color) *Image {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		img.Set(i%w, i/w, c)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	im, err := NewImage(b.Bytes(), "示例")
	if err != nil {
		t.Fatal(err)
	}
	return im
}

func TestPhotosStandWithTheirEvents(t *testing.T) {
	e, parts := eventWorld(t, "clinic")
	red, blue := photo(t, 90, 60, color.RGBA{200, 0, 0, 255}), photo(t, 60, 90, color.RGBA{0, 0, 200, 255})
	in := docSetting(say.ZH)
	in.Pictures = map[field.ID][]Captioned{e.ID: {{red, "义诊台前"}, {blue, ""}}, docID(999): {{blue, "全景"}}, docID(5): {{red, "别处"}}}
	one := EventDoc(summary.EventWith(e, parts, docName), in)
	all := ProgrammeDoc(summary.Programme(parts.Programme, parts.Series, docName), in)
	for _, c := range []struct {
		d     Document
		n     int
		words []string
	}{{one, 2, []string{"活动照片", "义诊台前"}}, {all, 3, []string{"全景", "义诊台前", "女职工健康义诊"}}} {
		p, file := checked(t, c.d.Doc)
		valid(t, file)
		drawn := 0
		for _, s := range p.Sheets {
			for _, it := range s.Items {
				if _, ok := it.(Picture); ok {
					drawn++
				}
			}
		}
		if c.d.Photos != c.n || drawn != c.n || strings.Contains(p.Plain(), "别处") {
			t.Errorf("says %d photos, drew %d, want %d", c.d.Photos, drawn, c.n)
		}
		for _, w := range c.words {
			if !strings.Contains(squash(p.Plain()), w) {
				t.Errorf("no %s", w)
			}
		}
	}
	if d := EventDoc(summary.EventWith(e, parts, docName), docSetting(say.ZH)); d.Photos != 0 {
		t.Error("photos were printed that nobody chose")
	}
}

// The kinds of event whose reports differ most are proved in every world.
func init() {
	for _, kind := range []string{"clinic", "contest", "exhibition"} {
		documents = append(documents, documentRow{"event" + kind, "event", EventDoc, true, func(w *world, in Setting) Document {
			e, parts := eventWorld(w.t, kind)
			w.bend(e)
			w.bend(&parts)
			return EventDoc(summary.EventWith(e, parts, in.Names), in)
		}})
	}
}
