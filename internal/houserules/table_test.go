package houserules

// room is one line of the import table: a package of the program, what it may import of the program, and why.
type room struct {
	path string   // below the module; a final /* stands for every folder below
	may  []string // rooms it may import, beside itself
	why  string
	// words are rooms of which it may use the words (types of questions and answers) but never the things in handles.
	words []string
}

// handles are the things that open a room to whoever holds one.
var handles = map[string][]string{
	"internal/store":  {"Store", "Tx", "Open", "Create"},
	"internal/office": {"Office", "Open", "Create", "All"},
}

// rooms is the import table of the program. Imports run one way: down this list, never up. A package that fits no line may
// not exist; a folder takes the first line that fits it.
var rooms = []room{
	{"assets", nil, "files only; it knows nothing of who reads them", nil},
	{"internal/field", nil, "everything above is driven by it, so it must not know any of it", nil},
	{"internal/say", []string{"assets"}, "words and nothing else, so that every room may use it", nil},
	{"internal/vault", []string{"internal/field"}, "keys and sealing know no record; of field only the codes of trouble", nil},
	{"internal/centre", []string{"assets", "internal/field", "internal/say"}, "the records and how they read; of files only the rules that are built in, no screen, no paper", nil},
	{"internal/law", []string{"assets", "internal/field", "internal/say", "internal/centre"}, "pure: rules as data, clocks as functions", nil},
	{"internal/rota", []string{"internal/field", "internal/say", "internal/centre"}, "pure: template and absence", nil},
	{"internal/summary", []string{"internal/field", "internal/say", "internal/centre", "internal/law", "internal/rota"}, "pure: figures that know their rows", nil},
	{"internal/draft", []string{"internal/field", "internal/say", "internal/centre", "internal/summary"}, "pure: figures into sentences", nil},
	{"internal/exchange", []string{"internal/field", "internal/say", "internal/centre"}, "reads and writes tables of text; saving is the office's", nil},
	{"internal/picture", []string{"internal/field"}, "pure: recognises pictures and makes copies of them that say nothing else", nil},
	{"internal/printer", []string{"internal/field"}, "hands finished pages to the printers of the computer; of field only the codes of trouble", nil},
	{"internal/merge", []string{"internal/field", "internal/centre"}, "pure: compares and joins, stores nothing", nil},
	{"internal/store", []string{"internal/field", "internal/vault", "internal/centre", "internal/merge"}, "the data folder; it asks nobody and shows nothing", nil},
	{"internal/paper", []string{"assets", "internal/field", "internal/say", "internal/centre", "internal/law", "internal/rota", "internal/summary", "internal/draft"}, "draws what it is given; it never opens the store", nil},
	{"internal/fake", []string{"assets", "internal/field", "internal/say", "internal/centre"}, "makes records, saves none", nil},
	{"internal/office", []string{"assets", "internal/field", "internal/say", "internal/vault", "internal/centre", "internal/law", "internal/rota", "internal/summary", "internal/draft", "internal/exchange", "internal/merge", "internal/store", "internal/paper", "internal/picture", "internal/fake"}, "the verbs: the only room between the screens and the store; a report is one", nil},
	{"internal/ui/early", nil, "sets what the toolkit reads when it starts, so it must be initialised before it", nil},
	{"internal/ui/theme", []string{"assets", "internal/field", "internal/say", "internal/ui/early"}, "colours, fonts, sizes", nil},
	{"internal/ui/kit", []string{"internal/field", "internal/say", "internal/centre", "internal/rota", "internal/summary", "internal/paper", "internal/ui/theme"}, "builds screens from descriptions; what it shows and saves comes through its own interfaces", []string{"internal/office", "internal/store"}},
	{"internal/ui/*", []string{"internal/field", "internal/say", "internal/centre", "internal/law", "internal/rota", "internal/summary", "internal/draft", "internal/exchange", "internal/paper", "internal/printer", "internal/ui/theme", "internal/ui/kit"}, "an area reaches the office only through an interface that it declares itself", []string{"internal/office", "internal/store"}},
	{"internal/ui", []string{"internal/field", "internal/say", "internal/centre", "internal/law", "internal/rota", "internal/summary", "internal/draft", "internal/exchange", "internal/paper", "internal/printer", "internal/office", "internal/ui/theme", "internal/ui/kit", "internal/ui/*"}, "the shell: it alone fits areas to the office", []string{"internal/store"}},
	{"internal/bench", []string{"assets", "internal/field", "internal/vault", "internal/centre", "internal/store", "internal/paper"}, "benchmarks beside peers; a module of its own, so that the program does not depend on them", nil},
	{"internal/houserules", []string{"assets", "internal/field", "internal/say", "internal/centre"}, "tests over the whole project", nil},
	{"internal", nil, "the map; no code", nil},
	{"cmd/check", nil, "the gates must run when nothing else compiles", nil},
	{"cmd/halfskyctl", []string{"assets", "internal/field", "internal/say", "internal/centre", "internal/law", "internal/rota", "internal/summary", "internal/draft", "internal/exchange", "internal/merge", "internal/office", "internal/paper", "internal/fake"}, "the same verbs without a screen; the store only through the office", []string{"internal/store"}},
	{"cmd/halfsky", []string{"assets", "internal/field", "internal/say", "internal/office", "internal/ui", "internal/ui/theme"}, "opens the window and nothing else", nil},
}

// home says which rooms may import a module from outside, and why only they.
type home struct {
	module string // import path prefix
	may    []string
	tests  []string // rooms whose tests may import it too
	why    string
}

// homes lists every module from outside. One that is not listed may not be imported. The longest fitting line counts.
var homes = []home{
	{"go.etcd.io/bbolt", []string{"internal/store"}, nil, "one room knows how data lies on the disk"},
	{"github.com/jung-kurt/gofpdf", []string{"internal/paper"}, []string{"internal/bench"}, "one room writes PDF, and could be given another writer"},
	{"github.com/pdfcpu/pdfcpu", []string{"internal/paper"}, []string{"internal/bench", "internal/office", "cmd/halfskyctl"}, "reads pages back"},
	{"github.com/go-text/typesetting", []string{"internal/paper"}, []string{"assets"}, "glyphs and line breaks are paper's"},
	{"golang.org/x/image", []string{"internal/paper", "internal/picture", "internal/ui/theme", "internal/ui/kit"}, []string{"internal/ui", "internal/ui/*", "assets"}, "page images; kinds of picture that the standard library does not read"},
	{"github.com/xuri/excelize/v2", []string{"internal/exchange"}, []string{"internal/office", "internal/houserules", "cmd/halfskyctl"}, "one room reads and writes workbooks"},
	{"github.com/fxamacker/cbor/v2", []string{"internal/store", "internal/vault", "internal/merge"}, nil, "bytes on disk and in bundles"},
	{"github.com/google/uuid", []string{"internal/field", "internal/centre", "internal/vault", "internal/store", "internal/exchange", "internal/merge", "internal/office", "internal/fake", "cmd/halfskyctl"}, []string{"internal/law", "internal/rota", "internal/summary", "internal/draft", "internal/paper", "internal/ui", "internal/ui/*", "internal/ui/kit"}, "names of records"},
	{"github.com/mozillazg/go-pinyin", []string{"internal/centre", "internal/store"}, nil, "sorting and finding by pinyin is done once"},
	{"golang.org/x/text", []string{"internal/say", "internal/field", "internal/vault", "internal/centre", "internal/store", "internal/exchange", "internal/draft", "internal/paper"}, []string{"assets"}, "Unicode forms that the standard library lacks"},
	{"golang.org/x/crypto", []string{"internal/vault"}, nil, "one room knows how keys are made"},
	{"github.com/cloudflare/circl", []string{"internal/vault"}, nil, "recovery sheets are split by a library that others look after too"},
	{"golang.org/x/sys", []string{"internal/store", "internal/vault", "internal/office", "internal/printer", "cmd/halfsky", "cmd/halfskyctl"}, nil, "locks, flushing and free space of the disk; printers"},
	{"fyne.io/fyne/v2", []string{"internal/ui", "internal/ui/kit", "internal/ui/theme", "internal/ui/*", "cmd/halfsky"}, nil, "the toolkit stays out of the domain"},
	{"fyne.io/fyne/v2/app", []string{"cmd/halfsky"}, nil, "it needs a C compiler; everything else builds without"},
	{"modernc.org/sqlite", nil, []string{"internal/bench"}, "a peer of the store"},
	{"github.com/mattn/go-sqlite3", nil, []string{"internal/bench"}, "a peer of the store: the C library"},
	{"github.com/signintech/gopdf", nil, []string{"internal/bench"}, "a peer of paper"},
	{"github.com/johnfercher/maroto/v2", nil, []string{"internal/bench"}, "a peer of paper"},
	{"github.com/go-gl/glfw/v3.4/glfw", []string{"cmd/halfsky"}, nil, "the copy that cmd/check builds the window with: candidates at the caret"},
}

// reflectors may import reflect, each with its reason.
var reflectors = map[string]string{}

// chineseSources may hold Chinese although they lie in a room whose words come from say, each with its reason: they know about
// Chinese text and show none.
var chineseSources = map[string]string{
	"internal/office/passphrase.go": "it knows the words that passphrases are guessed with",
	"internal/printer/pages.go":     "it reads which pages people write down",
	"internal/paper/break.go":       "line breaking knows what may not begin or end a line",
	"internal/paper/kinds.go":       "the kinds of characters, and the words that measure",
	"internal/paper/title.go":       "the words no title is cut in",
}
