package houserules

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// langFile says whether a file holds sentences, and in which language.
func langFile(name string) (lang string, ok bool) {
	dir, _ := path.Split(name)
	lang, ok = strings.CutPrefix(path.Clean(dir), "assets/lang/")
	return lang, ok && strings.HasSuffix(name, ".json")
}

// addKeys takes the keys of a file of sentences in; say's own tests look at the texts.
func (p *project) addKeys(lang string, body []byte) error {
	var texts map[string]string
	if err := json.Unmarshal(body, &texts); err != nil {
		return fmt.Errorf("read texts: %w", err)
	}
	if p.keys[lang] == nil {
		p.keys[lang] = map[string]bool{}
	}
	for key := range texts {
		p.keys[lang][key] = true
	}
	return nil
}

// literal is the value of an expression when it is one string literal.
func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

// keyForm is what a whole key looks like: the area first. A literal that ends in a dot is the beginning of a key that is put
// together, and is not looked at.
var keyForm = regexp.MustCompile(`^[a-z][a-z0-9]*(\.[\pL\pN_-]+)+(#one)?$`)

// ruleKey: a key that stands in a source has its sentence in every language. Keys stand as the first argument of T and Has, in a
// member called Say, and wherever a literal begins with the area of other keys; a constant of the type Code has two sentences, the
// second a hint.
func ruleKey(p *project) (out []finding) {
	need := func(s *source, e ast.Node, key string) {
		for _, lang := range []string{"zh", "en"} {
			if !p.keys[lang][key] {
				out = append(out, p.at(s, e, "no sentence %q in %s", key, lang))
				return
			}
		}
	}
	areas := p.areas()
	for _, s := range p.files {
		surely := map[ast.Node]bool{} // literals that are keys by their place
		never := map[ast.Node]bool{}  // names of vocabularies: their codes are the keys
		ast.Inspect(s.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				_, name := called(n)
				if len(n.Args) > 0 {
					surely[n.Args[0]] = name == "T" || name == "Has"
					never[n.Args[0]] = name == "Words"
				}
			case *ast.KeyValueExpr:
				if k, ok := n.Key.(*ast.Ident); ok {
					surely[n.Value] = k.Name == "Say"
					never[n.Value] = k.Name == "Name"
				}
			case *ast.ValueSpec:
				if kind, ok := n.Type.(*ast.Ident); ok && kind.Name == "Code" && len(n.Values) == 1 {
					if code, ok := literal(n.Values[0]); ok {
						need(s, n, "code."+code)
						need(s, n, "code."+code+".hint")
					}
				}
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				key, ok := literal(n)
				area, _, _ := strings.Cut(key, ".")
				guessed := !never[n] && (area == "problem" || areas[area] && !fileName.MatchString(key) && !p.begins(key))
				if ok && !s.test && keyForm.MatchString(key) && (surely[n] || guessed) {
					need(s, n, key)
				}
			}
			return true
		})
	}
	return out
}

// areas are the first parts of all keys: a literal that begins with one is taken for a key, wherever it stands.
func (p *project) areas() map[string]bool {
	all := map[string]bool{}
	for _, keys := range p.keys {
		for key := range keys {
			area, _, _ := strings.Cut(key, ".")
			all[area] = true
		}
	}
	return all
}

// begins says whether a literal is the beginning of a key, to which a source adds a part.
func (p *project) begins(stem string) bool {
	for _, keys := range p.keys {
		for key := range keys {
			if strings.HasPrefix(key, stem+".") {
				return true
			}
		}
	}
	return false
}

// fileName is what looks like a key and names a file.
var fileName = regexp.MustCompile(`\.(db|bin|pdf|xlsx|csv|json|txt|md|go|png|svg|ics|otf|ttf|toml|tmp|bak|lock|slot)$`)

// spoken are the rooms whose sources hold no word that a person reads.
var spoken = []string{"internal/ui", "internal/paper", "internal/office", "cmd/halfsky", "cmd/halfskyctl"}

// showing are the calls that put their text before a person's eyes.
var showing = regexp.MustCompile(`^(NewLabel.*|NewButton.*|NewText|NewRichText.*|NewCheck|NewHyperlink|NewCard|NewFormItem|NewMenu.*|NewTabItem.*|NewAccordionItem|NewToolbar.*|SetText|SetPlaceHolder|SetTitle|NewWindow|ShowInformation|ShowConfirm|ShowCustom|NewInformation|NewConfirm|NewCustom)$`)

var letters = regexp.MustCompile(`[A-Za-z]{3}`)

// ruleWords: what a person reads comes from say. Chinese never stands in the sources of screens, paper, office and commands;
// English never in a call that shows its text.
func ruleWords(p *project) (out []finding) {
	for _, s := range p.files {
		if s.test || !speaks(s) || chineseSources[s.name] != "" {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, ok := literal(n); ok && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
					out = append(out, p.at(s, n, "Chinese in the source: give it a key in say"))
				}
			case *ast.CallExpr:
				if _, name := called(n); showing.MatchString(name) {
					out = append(out, p.shown(s, n)...)
				}
			}
			return true
		})
	}
	return out
}

func speaks(s *source) bool {
	for _, dir := range spoken {
		if s.under(dir) {
			return true
		}
	}
	return false
}

func (p *project) shown(s *source, c *ast.CallExpr) (out []finding) {
	for _, arg := range c.Args {
		if text, ok := literal(arg); ok && letters.MatchString(text) {
			out = append(out, p.at(s, arg, "words shown without going through say"))
		}
	}
	return out
}
