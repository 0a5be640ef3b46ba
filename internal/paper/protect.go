package paper

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"unicode/utf8"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/fault"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/validate"
	"golang.org/x/text/secure/precis"
	"golang.org/x/text/unicode/norm"

	"cn.halfsky/internal/field"
)

// Why a copy cannot be protected with a password.
const (
	NoPassword    field.Code = "nopassword"    // there is none
	UnfitPassword field.Code = "unfitpassword" // readers could not be given it: too long, or with a space or a sign that is not on the keyboard
)

// maxPassword is the longest password of a PDF, bytes in UTF-8: ISO 32000-2, 7.6.4.3.3.
const maxPassword = 127

// errProtect reports a file that could not be read back to be protected.
var errProtect = errors.New("protect pdf")

// Protection says who may do what with a protected copy.
type Protection struct {
	Password string // opens it; may be Chinese
	Print    bool   // whoever opens it may print it
	Copy     bool   // and take text out of it; a reader for the blind may always
}

// Protect returns a copy of a PDF that opens with a password only: AES with 256 bits, revision 6 of PDF 2.0, nothing weaker. Two
// copies are never the same. Codes: NoPassword, UnfitPassword.
func Protect(pdf []byte, p Protection) ([]byte, error) {
	if err := checkPassword(p.Password); err != nil {
		return nil, fmt.Errorf("protect pdf: %w", err)
	}
	noConfig()
	// The password that lifts the limits is nobody's: it is made here and forgotten.
	conf := model.NewAESConfiguration(p.Password, rand.Text()+rand.Text(), 256)
	conf.Permissions = model.PermissionsNone
	if p.Print {
		conf.Permissions |= model.PermissionPrintRev2 | model.PermissionPrintRev3
	}
	if p.Copy {
		conf.Permissions |= model.PermissionExtract
	}
	conf.Permissions |= model.PermissionExtractRev3
	conf.Optimize, conf.OptimizeBeforeWriting = false, false // nothing is twice in our files
	head, rest, ok := bytes.Cut(pdf, []byte("\n"))
	if !ok || !bytes.HasPrefix(head, []byte("%PDF-")) {
		return nil, errProtect
	}
	src := append([]byte("%PDF-2.0"+string(head[min(len("%PDF-2.0"), len(head)):])+"\n"), rest...)
	out, err := encrypt(src, conf)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", errors.Join(errProtect, err))
	}
	return out, nil
}

// noConfig keeps pdfcpu from leaving files in anybody's home.
var noConfig = sync.OnceFunc(func() { model.ConfigPath = "disable" })

// encrypt does what pdfcpu's package api does, which brings along so much that every start of the program would wait for it.
func encrypt(src []byte, conf *model.Configuration) (file []byte, err error) {
	defer fault.Catch(&err)
	conf.Cmd = model.ENCRYPT
	ctx, err := pdfcpu.Read(bytes.NewReader(src), conf)
	if err != nil {
		return nil, fmt.Errorf("read pdf: %w", err)
	}
	if err := validate.XRefTable(ctx); err != nil {
		return nil, fmt.Errorf("validate pdf: %w", err)
	}
	var out bytes.Buffer
	ctx.Write.Writer = bufio.NewWriter(&out)
	if err := pdfcpu.WriteContext(ctx); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	if err := ctx.Write.Flush(); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return out.Bytes(), nil
}

// checkPassword refuses what some reader could not be given: the passwords of a PDF are words of letters, figures and the signs of
// the keyboard, as SASLprep (RFC 4013) has them.
func checkPassword(password string) error {
	switch {
	case password == "":
		return NoPassword
	case !utf8.ValidString(password), len(norm.NFKC.String(password)) > maxPassword:
		return UnfitPassword
	}
	if _, err := precis.NewIdentifier(precis.BidiRule, precis.Norm(norm.NFKC)).String(password); err != nil {
		return UnfitPassword
	}
	return nil
}

// CheckPassword says whether a password can open a protected copy in every reader. Codes: NoPassword, UnfitPassword.
func CheckPassword(password string) error { return checkPassword(password) }
