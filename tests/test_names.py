import pytest

from printkit.names import page_beside, picture_name

BESIDE = {
    "walls_files": "walls",
    "walls_archivos": "walls",
    "The walls-Dateien": "The walls",
    "walls-filer": "walls",
    "walls.files": "walls",
    "walls_fichiers": "walls",
}


@pytest.mark.parametrize(("folder", "page"), BESIDE.items())
def test_the_folder_beside_a_saved_page_names_the_page(folder: str, page: str):
    assert page_beside(folder) == page


@pytest.mark.parametrize("folder", ["images", "files", "_files", "profiles", "walls.archivos"])
def test_other_folders_name_none(folder: str):
    assert page_beside(folder) == ""


@pytest.mark.parametrize(
    ("src", "name"),
    [
        ("pictures/crane.jpg", "crane.jpg"),
        ("https://example.org/a/crane.jpg?w=1500&quality=82#top", "crane.jpg"),
        ("https://example.org/a/Der%20Kran.jpg", "Der Kran.jpg"),
        ("https://example.org/", ""),
        ("data:image/png;base64,AAAA", ""),
        ("http://[broken/crane.jpg", "crane.jpg"),
    ],
)
def test_a_picture_is_called_by_its_file(src: str, name: str):
    assert picture_name(src) == name
