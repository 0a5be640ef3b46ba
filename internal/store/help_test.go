package store

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// matter is a record with a field of every kind, as long as a case.
type matter struct {
	field.Meta
	Number  string
	Client  string
	Facts   string
	Channel string
	Topics  []string
	Day     field.Day
	Met     field.Moment
	Minutes int64
	Heads   field.Count
	Urgent  field.YesNo
	Claimed field.Fen
	Org     field.ID
	Helpers []field.ID
}

var (
	channels = field.Words("channel", "visit", "call", "letter", "net")
	topics   = field.Words("topic", "pay", "leave", "contract", "harass")
)

var matterType = &field.Type{
	Table: "matter", Code: 900, Schema: 1, Space: field.Cases, Title: []string{"number", "client"}, Face: []string{"number", "channel"},
	New: func() field.Record { return &matter{Channel: "visit"} },
	Fields: []field.Spec{
		field.Text("number", func(m *matter) *string { return &m.Number }, field.Required, field.In(field.InList|field.InSearch)),
		field.Text("client", func(m *matter) *string { return &m.Client }, field.In(field.InList|field.InSearch|field.IsName)),
		field.Long("facts", func(m *matter) *string { return &m.Facts }, field.In(field.InSearch)),
		field.Choice("channel", channels, func(m *matter) *string { return &m.Channel }, field.In(field.InList|field.InFilter)),
		field.Choices("topics", topics, func(m *matter) *[]string { return &m.Topics }, field.In(field.InList|field.InFilter)),
		field.Date("day", func(m *matter) *field.Day { return &m.Day }, field.In(field.InList|field.InFilter)),
		field.Time("met", func(m *matter) *field.Moment { return &m.Met }, field.In(field.InList)),
		field.Number("minutes", func(m *matter) *int64 { return &m.Minutes }, field.In(field.InList)),
		field.Counted("heads", "人", func(m *matter) *field.Count { return &m.Heads }, field.In(field.InList|field.InSearch)),
		field.Asked("urgent", func(m *matter) *field.YesNo { return &m.Urgent }, field.In(field.InFilter)),
		field.Money("claimed", func(m *matter) *field.Fen { return &m.Claimed }, field.In(field.InList)),
		field.Ref("org", []string{"firm"}, func(m *matter) *field.ID { return &m.Org }, field.In(field.InList|field.InFilter|field.InSearch)),
		field.Refs("helpers", []string{"firm"}, func(m *matter) *[]field.ID { return &m.Helpers }, field.In(field.InFilter)),
	},
}

func (m *matter) Type() *field.Type     { return matterType }
func (m *matter) Check() field.Problems { return matterType.Check(m) }

// firm is a small record of another space.
type firm struct {
	field.Meta
	Name  string
	Owner field.ID
}

var firmType = &field.Type{
	Table: "firm", Code: 901, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return new(firm) },
	Fields: []field.Spec{
		field.Text("name", func(f *firm) *string { return &f.Name }, field.Required, field.In(field.InList|field.InSearch|field.IsName)),
		field.Ref("parent", []string{"firm"}, func(f *firm) *field.ID { return &f.Owner }, field.Owner),
	},
}

func (f *firm) Type() *field.Type     { return firmType }
func (f *firm) Check() field.Problems { return firmType.Check(f) }

var testTypes = []*field.Type{matterType, firmType}

const secret = "正确的口令 2008"

var cheap = vault.Cost{Time: 1, Memory: 64, Lanes: 1}

// wallClock is a clock that goes on by a second at every look.
type wallClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *wallClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Second)
	return c.now
}

func options() Options {
	clock := &wallClock{now: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)}
	return Options{Types: testTypes, Clock: clock.Now, Cost: &cheap, Ballast: -1}
}

// create makes a folder that is checked and closed at the end of the test.
func create(t testing.TB, o Options) *Store {
	t.Helper()
	s, err := Create(filepath.Join(t.TempDir(), "data"), Founder{Name: "某主任", Passphrase: secret, Role: "chief"}, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, s)
	return s
}

// closing checks and closes s at the end of the test, unless the test closed it.
func closing(t testing.TB, s *Store) {
	t.Cleanup(func() {
		if s.closed {
			return
		}
		sound(t, s)
		dir := s.dir
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		structure(t, dir)
	})
}

// reopen closes s and opens it again.
func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return openAgain(t, s)
}

func openAgain(t testing.TB, s *Store) *Store {
	t.Helper()
	n, err := Open(s.dir, secret, s.o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, n)
	return n
}

// sound fails the test when anything is wrong with the data.
func sound(t testing.TB, s *Store) {
	t.Helper()
	r, err := s.Check(context.Background(), nil)
	if err != nil {
		t.Error(err)
	}
	if !r.Sound() {
		t.Errorf("check: %+v", r.Troubles)
	}
}

// structure has bbolt check its own file, which is whole here.
func structure(t testing.TB, dir string) {
	t.Helper()
	db, err := bolt.Open(filepath.Join(dir, dataFile), 0o600, &bolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Error(err)
		return
	}
	err = db.View(func(tx *bolt.Tx) error {
		for err := range tx.Check() {
			t.Error(err)
		}
		return nil
	})
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if err != nil {
		t.Error(err)
	}
}

// put saves records in one transaction.
func put(t testing.TB, s *Store, rs ...field.Record) Change {
	t.Helper()
	c, err := s.Update(context.Background(), Verb{Name: "test"}, func(tx *Tx) error {
		for _, r := range rs {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func get[R field.Record](t testing.TB, s *Store, id field.ID) R {
	t.Helper()
	var r R
	r, err := As[R](s.Get(any(r).(interface{ Type() *field.Type }).Type(), id))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// full is a matter with every field filled.
func full(n int) *matter {
	return &matter{
		Number: fmt.Sprintf("S%05d", n), Client: "赵小满", Facts: "连续三个月未发工资，\n口头催要无果。", Channel: "call", Topics: []string{"pay", "contract"},
		Day: field.Day{Year: 2026, Month: 3, Date: 8, Half: field.Afternoon}, Met: 1772960400000, Minutes: 45,
		Heads: field.Count{Value: 200, HasValue: true, Qualifier: "多", Unit: "人", Known: field.ByDeclare, Written: "200多人"}, Urgent: field.No,
		Claimed: 1234500, Org: field.ID{1, 2, 3}, Helpers: []field.ID{{4}, {5}},
	}
}

var (
	familyNames = []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜曾仇单解区查")
	givenNames  = []rune("小满春分雨晴秋月冬梅兰芳玉珍淑英桂香凤霞丽娟晓燕雪莲静怡思远明珠若水清扬")
	common      = []rune("的一是了不在有人这上大来和国个说们为子中你到地出会也时要就可以对生能而那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运")
)

// random is a matter as long as real ones: about 500 characters of search text.
func random(rnd *rand.Rand, n int) *matter {
	var facts strings.Builder
	for range 440 + rnd.IntN(80) {
		facts.WriteRune(common[rnd.IntN(len(common))])
	}
	name := string([]rune{familyNames[rnd.IntN(len(familyNames))], givenNames[rnd.IntN(len(givenNames))], givenNames[rnd.IntN(len(givenNames))]})
	m := &matter{
		Number: fmt.Sprintf("S%06d", n), Client: name, Facts: facts.String(), Channel: channels.Codes[rnd.IntN(4)].Code,
		Day:     field.Day{Year: 2015 + rnd.IntN(11), Month: 1 + rnd.IntN(12), Date: 1 + rnd.IntN(28)},
		Met:     field.Moment(1_500_000_000_000 + rnd.Int64N(200_000_000_000)),
		Minutes: rnd.Int64N(120), Urgent: field.YesNo(rnd.IntN(3)), Claimed: field.Fen(rnd.Int64N(10_000_000)),
	}
	if rnd.IntN(2) == 0 {
		m.Topics = []string{topics.Codes[rnd.IntN(4)].Code}
	}
	for i := range m.Org {
		m.Org[i] = byte(rnd.Uint32())
	}
	return m
}

// flip changes one byte of a file.
func flip(t testing.TB, path string, at int64, mask byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	var b [1]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		t.Fatal(err)
	}
	b[0] ^= mask
	if _, err := f.WriteAt(b[:], at); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// newerFormat is the format page of a program to come.
func newerFormat(folder field.ID) []byte { return formatPage(folder, formatVersion+1) }

func formatPage(folder field.ID, format byte) []byte {
	b := encodeFormat(folder)
	b[9], b[11] = format, format
	sum := sha256.Sum256(b[:formatLen-8])
	return append(b[:formatLen-8], sum[:8]...)
}

func containsText(b []byte, s string) bool { return strings.Contains(string(b), s) }
