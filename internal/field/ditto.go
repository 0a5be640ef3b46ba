package field

import "regexp"

// dittoWords are how offices say "as above".
var dittoWords = regexp.MustCompile(`^(同上|[〃″"]|''|ditto)$`)

// AsAbove says whether a cell of a table only says that it is the same as the one above it.
func AsAbove(text string) bool { return dittoWords.MatchString(Fold(text)) }
