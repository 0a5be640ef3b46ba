package say

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sync"

	"cn.halfsky/assets"
)

// A book is read from the embedded files when its language is first asked for: about a
// millisecond for a language, which a command that speaks only one does not pay twice.
var (
	chinese = sync.OnceValue(func() *Book { return open(ZH) })
	english = sync.OnceValue(func() *Book { return open(EN) })
)

// open reads what can be read of a language. A fault in a file is a fault of ours that the tests
// find through read; a person is better served by the remaining texts than by no program.
func open(lang Lang) *Book {
	texts, _ := read(assets.Lang, lang)
	return &Book{lang: lang, texts: texts, folded: sync.OnceValue(func() map[string]string {
		folded := make(map[string]string, len(texts))
		for key, text := range texts {
			folded[key] = Fold(text)
		}
		return folded
	})}
}

// read merges the files of one language and lists what is wrong with them: a file that is no flat
// object of texts, or a key that stands twice (the first one stays).
func read(files fs.FS, lang Lang) (texts map[string]string, faults []error) {
	texts = map[string]string{}
	names, err := fs.Glob(files, path.Join("lang", string(lang), "*.json"))
	if err != nil {
		return texts, []error{fmt.Errorf("list texts: %w", err)}
	}
	for _, name := range names {
		if err := readFile(files, name, texts); err != nil {
			faults = append(faults, fmt.Errorf("read %s: %w", name, err))
		}
	}
	return texts, faults
}

// readFile adds one file's texts. It reads token by token because json.Unmarshal keeps the last of
// two equal keys and says nothing.
func readFile(files fs.FS, name string, texts map[string]string) (err error) {
	file, err := files.Open(name)
	if err != nil {
		return err
	}
	defer func() {
		if shut := file.Close(); err == nil {
			err = shut
		}
	}()
	in := json.NewDecoder(file)
	if first, err := in.Token(); err != nil {
		return err
	} else if first != json.Delim('{') {
		return fmt.Errorf("begins with %v, no object of texts", first)
	}
	var twice []string
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return err
		}
		var text string
		if err := in.Decode(&text); err != nil {
			return fmt.Errorf("text of %v: %w", key, err)
		}
		if _, old := texts[key.(string)]; old {
			twice = append(twice, key.(string))
			continue
		}
		texts[key.(string)] = text
	}
	if _, err := in.Token(); err != nil {
		return err
	}
	if _, err := in.Token(); err != io.EOF {
		return fmt.Errorf("more than one object")
	}
	if twice != nil {
		return fmt.Errorf("keys that stand twice: %q", twice)
	}
	return nil
}
