/* What a file is, by its bytes alone: names lie. */
#include "document/reader/reader.h"

static gboolean starts (const guint8 *data, gsize size, const char *magic, gsize length)
{
    return data != NULL && size >= length && memcmp (data, magic, length) == 0;
}
#define STARTS(magic) starts (data, size, magic, sizeof (magic) - 1)

static gboolean contains (const guint8 *data, gsize size, const char *needle)
{
    return data != NULL && memmem (data, size, needle, strlen (needle)) != NULL;
}

/* A ZIP names its entries in clear in their own headers and in the directory at its end. */
static ReaderFormat detect_zip (const guint8 *data, gsize size, const char **ret_kind)
{
    if (contains (data, size, "word/document.xml") && contains (data, size, "[Content_Types].xml"))
        return FORMAT_DOCX;
    if (contains (data, size, "xl/workbook.xml"))
        return FORMAT_XLSX;
    gsize head = MIN (size, 4096);
    if (contains (data, head, "mimetypeapplication/vnd.oasis.opendocument.text")
        && contains (data, size, "content.xml"))
        return FORMAT_ODT;
    if (contains (data, head, "mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
        && contains (data, size, "content.xml"))
        return FORMAT_ODS;
    if (contains (data, head, "application/vnd.oasis.opendocument"))
        *ret_kind = "opendocument";
    else if (contains (data, size, "ppt/presentation.xml"))
        *ret_kind = "pptx";
    else if (contains (data, head, "application/epub+zip"))
        *ret_kind = "epub";
    else
        *ret_kind = "zip";
    return FORMAT_OTHER;
}

static const char *picture_or_archive (const guint8 *data, gsize size)
{
    if (STARTS ("\x89PNG\r\n") || STARTS ("\xFF\xD8\xFF") || STARTS ("GIF8") || STARTS ("II*\0") || STARTS ("MM\0*")
        || (STARTS ("RIFF") && size > 12 && memcmp (data + 8, "WEBP", 4) == 0)
        || (size > 12 && memcmp (data + 4, "ftyphei", 7) == 0))
        return "picture";
    if (STARTS ("\x1F\x8B") || STARTS ("BZh")
        || STARTS ("\xFD"
                   "7zXZ")
        || STARTS ("7z\xBC\xAF") || STARTS ("Rar!"))
        return "archive";
    if (STARTS ("\x7F"
                "ELF")
        || STARTS ("MZ\x90"))
        return "program";
    if (STARTS ("ID3") || STARTS ("OggS") || STARTS ("RIFF") || (size > 8 && memcmp (data + 4, "ftyp", 4) == 0))
        return "recording";
    return NULL;
}

/* HTML and XML are text to look at, but their tags are not what the sender wrote. */
static const char *marked_up (const guint8 *data, gsize size)
{
    gsize at = STARTS ("\xEF\xBB\xBF") ? 3 : 0;
    while (at < size && g_ascii_isspace ((char) data[at]))
        at++;
    const char *p = (const char *) data + at;
    gsize left = size - at;
    if (left > 14 && g_ascii_strncasecmp (p, "<!doctype html", 14) == 0)
        return "html";
    if (left > 5 && (g_ascii_strncasecmp (p, "<html", 5) == 0 || g_ascii_strncasecmp (p, "<head", 5) == 0))
        return "html";
    return left > 5 && memcmp (p, "<?xml", 5) == 0 ? "xml" : NULL;
}

ReaderFormat reader_detect (const guint8 *data, gsize size, const char **ret_kind)
{
    *ret_kind = NULL;
    /* PDF allows other bytes before its first line */
    if (contains (data, MIN (size, 1024), "%PDF-"))
        return FORMAT_PDF;
    if (STARTS ("PK\3\4") || STARTS ("PK\5\6"))
        return detect_zip (data, size, ret_kind);
    if (STARTS ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        /* a container of Microsoft's: old Word, or a new document behind a password */
        static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
        *ret_kind = memmem (data, size, locked, sizeof locked - 1) != NULL ? "encrypted" : "doc";
        return FORMAT_OTHER;
    }
    if (STARTS ("{\\rtf"))
        *ret_kind = "rtf";
    else if (STARTS ("%!PS"))
        *ret_kind = "postscript";
    else
        *ret_kind = picture_or_archive (data, size);
    if (*ret_kind == NULL)
        *ret_kind = marked_up (data, size);
    return *ret_kind != NULL ? FORMAT_OTHER : FORMAT_PLAIN;
}
