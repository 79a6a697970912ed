"""The library as a spreadsheet, out and in."""
