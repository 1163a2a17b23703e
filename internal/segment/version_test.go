package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

func TestDictionaryVersion(t *testing.T) {
	sum := sha256.Sum256(table)
	if want := hex.EncodeToString(sum[:8]); DictionaryVersion != want {
		t.Errorf("DictionaryVersion = %q, want %q: archives made with another dictionary have to be rebuilt", DictionaryVersion, want)
	}
}
