-- Fonts for the scripts that the main fonts do not have, as far as they are installed.
-- A font that is not there would leave the whole document empty, so each is looked for first,
-- without a search through all folders, and asked for by its file: asked for by name, it would
-- be written into a cache in each run, and latexmk would not come to an end.
local candidates = {
  "Noto Serif CJK SC", "FandolSong", "Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew",
  "Noto Serif Devanagari", "FreeSerif", "DejaVu Sans", "Noto Sans Symbols2", "Noto Emoji",
  "Symbola", "Unifont",
}
local database = config.luaotfload.db
local update = database.update_live
local found = {}
database.update_live = false
for _, name in ipairs(candidates) do
  local known, file, number = pcall(fonts.names.lookup_font_name, { name = name })
  if known and file then
    local member = type(number) == "number" and "(" .. number - 1 .. ")" or ""
    found[#found + 1] = "[" .. file .. "]" .. member .. ":mode=node;"
  end
end
database.update_live = update
luaotfload.add_fallback("policywiki", found)
