package segment

// DictionaryVersion names the dictionary of this program: the first 16 hexadecimal digits
// of the SHA-256 of its table. It is written out, since to hash five megabytes at each
// start would read pages that most runs need not touch; a test holds it against the table.
const DictionaryVersion = "153dadaaa06c4137"
