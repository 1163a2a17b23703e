package extract

import "fmt"

// Codes of the ledger that readers give. E_ come with a Problem that is returned as an
// error, W_ with a Warning.
const (
	CodeDamaged     = "E_DAMAGED"      // not what its format says: cut, checksums, syntax
	CodePassword    = "E_PASSWORD"     // encrypted
	CodeFormat      = "E_FORMAT"       // a format, version or method that is not read
	CodeDTD         = "E_XML_DTD"      // XML with a document type declaration
	CodeLimitText   = "E_LIMIT_TEXT"   // more text than a document may have
	CodeLimitUnpack = "E_LIMIT_UNPACK" // more bytes unpacked than allowed, or parts that overlap
	CodeLimitCount  = "E_LIMIT_COUNT"  // more entries than allowed
	CodeLimitDepth  = "E_LIMIT_DEPTH"  // nested deeper than allowed
	CodeLimitTime   = "E_LIMIT_TIME"   // the worker was stopped: processor or wall time
	CodeLimitMemory = "E_LIMIT_MEMORY" // the worker was stopped: memory
	CodeWorker      = "E_WORKER"       // the worker failed
	CodeEmpty       = "W_EMPTY"        // no text in it
	CodeNoTextLayer = "W_NO_TEXT"      // pictures of text, or text that cannot be decoded
	CodePartial     = "W_PARTIAL"      // some of it could not be read
	CodeNote        = "W_NOTE"         // all of it was read; its reader should know something
)

// Problem is what went wrong with a file, or what its reader should know: a line of the
// ledger. All three texts are English; cmd shows them in Chinese through package message.
type Problem struct {
	Code    string
	Reason  string // what, without the name of the file
	Hint    string // what to do; may be ""
	Partial bool   // with a Warning: the text is not all that the file holds
}

func (p *Problem) Error() string { return p.Reason }

// Errorf returns a Problem with that code, hint and formatted reason.
func Errorf(code, hint, format string, args ...any) *Problem {
	return &Problem{Code: code, Hint: hint, Reason: fmt.Sprintf(format, args...)}
}

// Hints that several readers give.
const (
	HintDamaged  = "open it in the program that made it, save it again and hand that in"
	HintPassword = "remove the password and hand it in again"
	HintLimit    = "if the file is what it should be, save its text as .txt (UTF-8) and hand that in"
)
