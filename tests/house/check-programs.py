"""What the built programs link: the server cannot parse what comes from outside."""
import re
import subprocess

# Parsing functions of the reader's libraries. The server may write XML and ZIP, never read them.
PARSERS = re.compile(r"^(fz_|ical|pdf_|xps_|archive_read_|xmlParse|xmlRead|xmlCtxt|xmlNewParser|xmlCreate\w*Parser|xmlSAX|"
                     r"xmlTextReader|htmlParse|htmlRead|htmlCtxt|htmlNewParser|htmlCreate\w*Parser|opj_|jpeg_|FT_|hb_|"
                     r"gumbo_|jbig2_|js_|g_mime_parser_)")


def symbols(program, *flags):
    found = subprocess.run(["nm", *flags, str(program)], capture_output=True, text=True, check=True).stdout
    return [line.split()[-1].split("@")[0] for line in found.splitlines() if line.strip()]


def check_server_cannot_parse(tap, house):
    program = house.build and house.build / "treatydesk"
    if not program or not program.exists():
        return tap.skip("treatydesk has no parser", "it is not built here")
    wrong = sorted({s for s in symbols(program, "-u") + symbols(program, "--defined-only") if PARSERS.match(s)})
    tap.ok(not wrong, "treatydesk has no parser of outside formats",
           ["Move it into src/document/reader/, which runs in its cell:"] + wrong)


def check_server_links_no_reader_library(tap, house):
    program = house.build and house.build / "treatydesk"
    if not program or not program.exists():
        return tap.skip("treatydesk links no library of the reader", "it is not built here")
    needed = subprocess.run(["readelf", "-d", str(program)], capture_output=True, text=True, check=True).stdout
    wrong = re.findall(r"NEEDED.*\[(lib(?:archive|xml2|mupdf|gumbo|jpeg|openjp2|jbig2dec|freetype|harfbuzz|ical|icalvcal|pango|cairo|"
                       r"fontconfig|re\.so|espeak)\S*)\]",
                       needed)
    tap.ok(not wrong, "treatydesk links no library of the reader", ["Take it out of area_deps:"] + wrong)


def check_writer_reads_nothing_from_outside(tap, house):
    """It calls no parser itself; what Pango does with fonts of this machine is Pango's."""
    program = house.build and house.build / "treatydesk-writer"
    if not program or not program.exists():
        return tap.skip("treatydesk-writer has no parser", "it is not built here")
    # What it defines itself may begin with pdf_; MuPDF, which is linked into a program, shows by its fz_.
    wrong = sorted({s for s in symbols(program, "-u") if PARSERS.match(s)}
                   | {s for s in symbols(program, "--defined-only") if s.startswith("fz_")})
    tap.ok(not wrong, "treatydesk-writer has no parser of outside formats",
           ["It makes files of our own texts; what reads them belongs into src/document/reader/:"] + wrong)


def check_hardening(tap, house):
    for name in ("treatydesk", "treatydesk-reader", "treatydesk-writer", "treatydesk-phone", "treatydesk-voice"):
        program = house.build and house.build / name
        if not program or not program.exists():
            tap.skip(f"{name} is hardened", "it is not built here")
            continue
        kind = subprocess.run(["readelf", "-h", str(program)], capture_output=True, text=True, check=True).stdout
        tap.ok("DYN" in kind, f"{name} is position independent", "Set b_pie in meson.build.")


def check_fuzz_targets_are_built(tap, house):
    listed = house.text("fuzz/meson.build")
    lost = [f for f in house.some("fuzz/fuzz-*.c") if f.rsplit("/", 1)[1].removesuffix(".c").removeprefix("fuzz-")
            not in re.findall(r"'([a-z-]+)'\s*:", listed)]
    tap.ok(not lost, "each fuzz target is in fuzz/meson.build", lost)
