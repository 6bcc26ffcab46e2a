"""The command line: verbs that parse arguments, call one plain function, and print or emit JSON."""
