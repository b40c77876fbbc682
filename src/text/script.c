#include "text/script.h"

static const struct {
    gunichar first, last;
    TdScript script;
} ranges[] = {
    { 0x41, 0x5A, TD_SCRIPT_LATIN },        { 0x61, 0x7A, TD_SCRIPT_LATIN },
    { 0xC0, 0xD6, TD_SCRIPT_LATIN },        { 0xD8, 0xF6, TD_SCRIPT_LATIN },
    { 0xF8, 0x24F, TD_SCRIPT_LATIN },       { 0x370, 0x3FF, TD_SCRIPT_GREEK },
    { 0x400, 0x52F, TD_SCRIPT_CYRILLIC },   { 0x531, 0x58F, TD_SCRIPT_ARMENIAN },
    { 0x5D0, 0x5F4, TD_SCRIPT_HEBREW },     { 0x620, 0x64A, TD_SCRIPT_ARABIC },
    { 0x66E, 0x6D3, TD_SCRIPT_ARABIC },     { 0x6D5, 0x6D5, TD_SCRIPT_ARABIC },
    { 0x6FA, 0x6FF, TD_SCRIPT_ARABIC },     { 0x750, 0x77F, TD_SCRIPT_ARABIC },
    { 0x780, 0x7BF, TD_SCRIPT_THAANA },     { 0x8A0, 0x8C7, TD_SCRIPT_ARABIC },
    { 0x900, 0x963, TD_SCRIPT_DEVANAGARI }, { 0x980, 0x9E5, TD_SCRIPT_BENGALI },
    { 0xA00, 0xA65, TD_SCRIPT_GURMUKHI },   { 0xA80, 0xAE5, TD_SCRIPT_GUJARATI },
    { 0xB80, 0xBE5, TD_SCRIPT_TAMIL },      { 0xC00, 0xC65, TD_SCRIPT_TELUGU },
    { 0xC80, 0xCE5, TD_SCRIPT_KANNADA },    { 0xD00, 0xD65, TD_SCRIPT_MALAYALAM },
    { 0xD80, 0xDE5, TD_SCRIPT_SINHALA },    { 0xE00, 0xE4F, TD_SCRIPT_THAI },
    { 0xE80, 0xECF, TD_SCRIPT_LAO },        { 0xF00, 0xF1F, TD_SCRIPT_TIBETAN },
    { 0xF40, 0xFBC, TD_SCRIPT_TIBETAN },    { 0x1000, 0x103F, TD_SCRIPT_MYANMAR },
    { 0x10A0, 0x10FF, TD_SCRIPT_GEORGIAN }, { 0x1100, 0x11FF, TD_SCRIPT_HANGUL },
    { 0x1200, 0x137F, TD_SCRIPT_ETHIOPIC }, { 0x1780, 0x17D3, TD_SCRIPT_KHMER },
    { 0x1C90, 0x1CBF, TD_SCRIPT_GEORGIAN }, { 0x1E00, 0x1EFF, TD_SCRIPT_LATIN },
    { 0x1F00, 0x1FFF, TD_SCRIPT_GREEK },    { 0x3005, 0x3007, TD_SCRIPT_HAN },
    { 0x3041, 0x30FF, TD_SCRIPT_KANA },     { 0x31F0, 0x31FF, TD_SCRIPT_KANA },
    { 0x3400, 0x4DBF, TD_SCRIPT_HAN },      { 0x4E00, 0x9FFF, TD_SCRIPT_HAN },
    { 0xAC00, 0xD7A3, TD_SCRIPT_HANGUL },   { 0xF900, 0xFAFF, TD_SCRIPT_HAN },
    { 0xFB00, 0xFB06, TD_SCRIPT_LATIN },    { 0xFB1D, 0xFB4F, TD_SCRIPT_HEBREW },
    { 0xFB50, 0xFDFF, TD_SCRIPT_ARABIC },   { 0xFE70, 0xFEFC, TD_SCRIPT_ARABIC },
    { 0xFF21, 0xFF3A, TD_SCRIPT_LATIN },    { 0xFF41, 0xFF5A, TD_SCRIPT_LATIN },
    { 0xFF66, 0xFF9F, TD_SCRIPT_KANA },     { 0x20000, 0x323AF, TD_SCRIPT_HAN },
};

TdScript td_script_of (gunichar c)
{
    guint low = 0, high = G_N_ELEMENTS (ranges);
    while (low < high) {
        guint middle = (low + high) / 2;
        if (c > ranges[middle].last)
            low = middle + 1;
        else if (c < ranges[middle].first)
            high = middle;
        else
            return ranges[middle].script;
    }
    return TD_SCRIPT_NONE;
}
