"""How the shipped models were made: data, training and export of the attribution tagger."""
