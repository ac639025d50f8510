// Generated from imgview/widget/protocol by `python -m imgview.widget.protocol`; do not edit.

/** Version of the contract: write `const PROTOCOL: Protocol = …`, so that tsc compares. */
export type Protocol = 3;

/** The image that is shown; a new image has a new id. */
export interface ImageInfo {
  /** rises with every image loaded; tiles and readouts of another id are stale. */
  id: number;
  /** what this is: instrument, band, visit, detector. */
  title: string;
  /** size, further plane and unit, '4072×4000 · nJy'; untrusted text. */
  subtitle: string;
  /** (ny, nx), pixels. */
  shape: [number, number];
  /** (y0, x0), absolute coordinates of the first pixel. */
  start: [number, number];
  /** unit of the shown component, '' when it has none. */
  unit: string;
  /** numpy name of the shown component's dtype. */
  dtype: string;
  /** whether the component 'image' is red, green and blue, three values a pixel. */
  color: boolean;
  /** number of pyramid levels; level L halves L times. */
  levels: number;
  /** pixels along a full tile's side. */
  tile: number;
  /** the component that cuts, histogram and first tiles belong to. */
  component: string;
  /** what can be shown, 'image' first; further planes: untrusted text. */
  components: string[];
  /** whether there is a sky projection. */
  has_sky: boolean;
  /** in what way positions on the sky are not exact; '' where they are. */
  sky_note: string;
  /** mask bytes a pixel, 0 without a mask. */
  mask_bytes: number;
  /** what the reader chose and the user should know. */
  notes: string[];
}

/** The empty dict: no image is loaded. */
export type NoImage = Record<string, never>;

/** One named mask plane, in schema order. */
export interface MaskPlaneInfo {
  /** untrusted text. */
  name: string;
  /** untrusted text. */
  description: string;
  /** index of the mask byte that holds it. */
  byte: number;
  /** the bit in that byte, 0 is the lowest. */
  bit: number;
  /** set pixels; null while still being counted. */
  count: number | null;
}

/** Distribution of the shown component over equal bins from low to high; empty without an image. */
export interface Histogram {
  /** left edge of the first bin, image unit. */
  low: number;
  /** right edge of the last bin, image unit. */
  high: number;
  /** sampled pixels in each bin. */
  counts: number[];
}

/** The empty dict: nothing to draw. */
export type NoHistogram = Record<string, never>;

/** ICRS directions on a coarse pixel grid, for bicubic interpolation in the page. */
export interface SkyGrid {
  /** [gy, gx] nodes. */
  n: [number, number];
  /** [first, step], absolute pixels. */
  x: [number, number];
  /** [first, step], absolute pixels. */
  y: [number, number];
  /** arcsec a pixel at the image's centre. */
  pixel_scale: number;
  /** float64 (gy, gx, 3) unit vectors; NaN where there is no sky. */
  data: DataView;
}

/** The empty dict: no sky projection. */
export type NoSky = Record<string, never>;

/** What is needed to decode one tile's bytes. */
export interface TileMeta {
  level: number;
  row: number;
  col: number;
  /** (h, w) pixels of this level. */
  shape: [number, number];
  /** code planes, one after the other: 1, or 3 for red, green, blue. */
  channels: number;
  /** center, step, linear, zero. */
  codec: [number, number, number, number];
  /** length of the deflated uint16 codes, each plane byte-shuffled. */
  image: number;
  /** length of the deflated mask bytes that follow; 0: no plane is set here. */
  mask: number;
  /** indices of the mask bytes sent, each (h+2, w+2) with an apron of 1. */
  bytes: number[];
}

/** A tile that travels with the state, so that the first picture costs no round trip. */
export interface FirstTile {
  level: number;
  row: number;
  col: number;
  /** (h, w) pixels of this level. */
  shape: [number, number];
  /** code planes, one after the other: 1, or 3 for red, green, blue. */
  channels: number;
  /** center, step, linear, zero. */
  codec: [number, number, number, number];
  /** length of the deflated uint16 codes, each plane byte-shuffled. */
  image: number;
  /** length of the deflated mask bytes that follow; 0: no plane is set here. */
  mask: number;
  /** indices of the mask bytes sent, each (h+2, w+2) with an apron of 1. */
  bytes: number[];
  data: DataView;
}

/** How a plane is drawn. */
export interface PlaneState {
  visible: boolean;
  /** '#rrggbb'. */
  color: string;
  /** 0 to 1. */
  opacity: number;
  /** only where a 4-neighbour lacks the plane. */
  outline: boolean;
}

/** A condition on mask planes, drawn over them like a further plane. */
export interface MaskExpression {
  visible: boolean;
  /** '#rrggbb'. */
  color: string;
  /** 0 to 1. */
  opacity: number;
  /** only where a 4-neighbour lacks the plane. */
  outline: boolean;
  /** untrusted text. */
  name: string;
  /** as it was written; untrusted text. */
  expression: string;
  /** 8 * byte + bit of a plane; -1 not, -2 and, -3 or. */
  postfix: number[];
  /** pixels in which it holds; null while still being counted. */
  count: number | null;
  /** whether the page wants it gone. */
  removed: boolean;
}

/** What layers of every kind have. */
export interface LayerLook {
  /** a geometry has one key as long as it lives: it travels once, by LayerRequest. */
  key: number;
  /** untrusted text. */
  name: string;
  /** lines or sources drawn. */
  count: number;
  /** lines or sources that cannot be drawn. */
  missing: number;
  visible: boolean;
  /** '#rrggbb'. */
  color: string;
  /** 0 to 1. */
  opacity: number;
  /** of its lines, CSS pixels. */
  width: number;
}

/** Lines and polygons over the image. */
export interface OutlineLayer {
  /** a geometry has one key as long as it lives: it travels once, by LayerRequest. */
  key: number;
  /** untrusted text. */
  name: string;
  /** lines or sources drawn. */
  count: number;
  /** lines or sources that cannot be drawn. */
  missing: number;
  visible: boolean;
  /** '#rrggbb'. */
  color: string;
  /** 0 to 1. */
  opacity: number;
  /** of its lines, CSS pixels. */
  width: number;
  kind: "outline";
}

/** What layers have whose lines belong to rows of a catalogue. */
export interface SourcesLook {
  /** a geometry has one key as long as it lives: it travels once, by LayerRequest. */
  key: number;
  /** untrusted text. */
  name: string;
  /** lines or sources drawn. */
  count: number;
  /** lines or sources that cannot be drawn. */
  missing: number;
  visible: boolean;
  /** '#rrggbb'. */
  color: string;
  /** 0 to 1. */
  opacity: number;
  /** of its lines, CSS pixels. */
  width: number;
  /** key of the first layer that shows rows of the same catalogue. */
  catalog: number;
  /** columns told of a source under the pointer; untrusted text. */
  hover: string[];
}

/** Outlines of the pixels of sources. */
export interface FootprintsLayer {
  /** a geometry has one key as long as it lives: it travels once, by LayerRequest. */
  key: number;
  /** untrusted text. */
  name: string;
  /** lines or sources drawn. */
  count: number;
  /** lines or sources that cannot be drawn. */
  missing: number;
  visible: boolean;
  /** '#rrggbb'. */
  color: string;
  /** 0 to 1. */
  opacity: number;
  /** of its lines, CSS pixels. */
  width: number;
  /** key of the first layer that shows rows of the same catalogue. */
  catalog: number;
  /** columns told of a source under the pointer; untrusted text. */
  hover: string[];
  kind: "footprints";
}

/** Which column gives colours or sizes. */
export interface ColumnLook {
  /** its name; untrusted text. */
  column: string;
  /** values of the first and the last colour or size; null: categories. */
  limits: [number, number] | null;
  /** whether they go by the logarithm. */
  log: boolean;
  /** categories, in the order of the table; untrusted text. */
  names: string[];
}

/** Sources over the image. */
export interface ShapesLayer {
  /** a geometry has one key as long as it lives: it travels once, by LayerRequest. */
  key: number;
  /** untrusted text. */
  name: string;
  /** lines or sources drawn. */
  count: number;
  /** lines or sources that cannot be drawn. */
  missing: number;
  visible: boolean;
  /** '#rrggbb'. */
  color: string;
  /** 0 to 1. */
  opacity: number;
  /** of its lines, CSS pixels. */
  width: number;
  /** key of the first layer that shows rows of the same catalogue. */
  catalog: number;
  /** columns told of a source under the pointer; untrusted text. */
  hover: string[];
  kind: "shapes";
  /** sources drawn without the ellipse that others have. */
  dots: number;
  /** key, to ask by, of (256, 3) bytes and one byte a source; or 0. */
  colors: number;
  /** key, to ask by, of 256 float32, in unit, and one byte a source; or 0. */
  sizes: number;
  /** key, to ask by, of one byte a source, 1 if it is shown; or 0: all are. */
  shown: number;
  color_by: ColumnLook | null;
  size_by: ColumnLook | null;
  /** columns to choose from, not all where there are many; untrusted. */
  columns: string[];
  /** columns that the page wants 'colors' and 'sizes' by; '' for none; else {}. */
  wants: Record<string, string>;
  /** ellipse, +, x, *, o, square, diamond or crosshair. */
  symbol: string;
  /** width of a symbol, in unit. */
  size: number;
  /** CSS pixels or image pixels. */
  unit: "screen" | "image";
  /** opacity of the inside, 0 to 1. */
  fill: number;
  /** key, to ask by, of the text of each source; or 0. */
  labels: number;
  /** of the letters of labels, CSS pixels. */
  label_size: number;
  /** how many times its semi-axes an ellipse is drawn. */
  scale: number;
}

/** A drawing over the image; it does not travel by LayerRequest, but as one of the trait ``drawings``. */
export interface MarksLayer {
  /** a geometry has one key as long as it lives: it travels once, by LayerRequest. */
  key: number;
  /** untrusted text. */
  name: string;
  /** lines or sources drawn. */
  count: number;
  /** lines or sources that cannot be drawn. */
  missing: number;
  visible: boolean;
  /** '#rrggbb'. */
  color: string;
  /** 0 to 1. */
  opacity: number;
  /** of its lines, CSS pixels. */
  width: number;
  kind: "marks";
}

/** Sources that are selected. */
export interface Selection {
  /** key of their layer; others that show the same catalogue follow. */
  layer: number;
  /** uint32 row numbers, rising. */
  rows: DataView;
}

/** The empty dict: nothing is selected. */
export type NoSelection = Record<string, never>;

/** The part of the image on the canvas. */
export interface Viewport {
  /** [x, y], absolute pixels, at the middle of the canvas. */
  center: [number, number];
  /** image pixels across the shorter side of the canvas. */
  fov: number;
  /** degrees that the image is turned counter-clockwise on screen; 0 if absent. */
  rotation?: number;
  /** whether it is mirrored in x before it is turned; not if absent. */
  flip?: boolean;
}

/** A smooth map of the plane over a box, straight beyond it; see imgview.model.polynomial_map. */
export interface PolynomialMap {
  /** [x, y], middle of the box. */
  center: [number, number];
  /** half its sides. */
  half: [number, number];
  degree: number;
  /** coefficients of 1, x, y, x², xy, y², … in units of half. */
  x: number[];
  y: number[];
}

/** From the absolute pixels of one image to those of another; see imgview.model.alignment. */
export interface AlignmentState {
  forward: PolynomialMap;
  inverse: PolynomialMap;
}

/** The viewers that a viewer stands beside; those of one group follow each other in the page. */
export interface Frames {
  /** name of the group, the same for all its members. */
  group: string;
  /** place in the group, from 0. */
  order: number;
  /** whether all show the same pixels, or the same sky. */
  lock: "" | "pixel" | "wcs";
  /** whether all have the same cuts and stretch. */
  cuts: boolean;
  /** whether each shows where another one is pointed at. */
  crosshair: boolean;
  /** by order: from this image to another with the same sky. */
  maps: Record<string, PolynomialMap>;
}

/** The empty dict: it stands alone. */
export type NoFrames = Record<string, never>;

/** What of the hand's doings Python wants to be told; nothing travels unasked. */
export interface Listening {
  /** clicks on the image. */
  clicks: boolean;
  /** keys that are Python's: the page does nothing else with them. */
  keys: string[];
  /** all other keys: not told, told, or Python's, too. */
  others: "" | "hear" | "take";
  /** somebody waits for a key: every display answers with HereMessage; 0: nobody. */
  call: number;
}

/** Where the pointer is, absolute pixels. */
export interface Cursor {
  x: number;
  y: number;
}

/** Every synced trait; both sides use these names. */
export interface Traits {
  /** version of this contract. Written by: kernel. */
  protocol: number;
  /** the image; {} without one. Written by: kernel. */
  image_info: ImageInfo | NoImage;
  /** label of the image that is shown; '' without one. Written by: both. */
  image_label: string;
  /** labels of what can be shown; untrusted text. Written by: kernel. */
  image_labels: string[];
  /** the image's planes in schema order. Written by: kernel. */
  mask_planes: MaskPlaneInfo[];
  /** tiles of the first view of image_info.id. Written by: kernel. */
  first_tiles: FirstTile[];
  /** mode -> cuts, image unit. Written by: kernel. */
  cuts_table: Record<string, [number, number]>;
  /** of the shown component. Written by: kernel. */
  histogram: Histogram | NoHistogram;
  /** rows of stretch_tables. Written by: kernel. */
  stretch_names: string[];
  /** float32 (n, 255) thresholds, 0 to 1. Written by: kernel. */
  stretch_tables: DataView;
  /** rows of colormap_tables. Written by: kernel. */
  colormap_names: string[];
  /** uint8 (n, 256, 3) RGB. Written by: kernel. */
  colormap_tables: DataView;
  /** '#rrggbb' of pixels without a value. Written by: kernel. */
  bad_color: string;
  /** directions; {} without a sky projection. Written by: kernel. */
  sky_grid: SkyGrid | NoSky;
  /** what went wrong and what to do; '' when all is well. Written by: both. */
  error: string;
  /** what the kernel is doing; '' when nothing. Written by: kernel. */
  busy: string;
  /** low and high, image unit, low < high. Written by: both. */
  cuts: [number, number];
  /** key of cuts_table, or 'explicit'. Written by: both. */
  cuts_mode: string;
  /** one of stretch_names. Written by: both. */
  stretch: string;
  /** the stretch's own parameter; null: default. Written by: both. */
  stretch_parameter: number | null;
  /** one of colormap_names. Written by: both. */
  colormap: string;
  /** colormap turned round. Written by: both. */
  inverted: boolean;
  /** slope about bias, 1 is neutral. Written by: both. */
  contrast: number;
  /** the stretched value that is drawn in the middle, 0.5 is neutral. Written by: both. */
  bias: number;
  /** what is to be shown, one of image_info.components. Written by: both. */
  component: string;
  /** null: fit the image. Written by: both. */
  viewport: Viewport | null;
  /** how each plane is drawn, by name. Written by: both. */
  planes: Record<string, PlaneState>;
  /** conditions on planes, lowest first. Written by: both. */
  mask_expressions: MaskExpression[];
  /** lines over the image, lowest first. Written by: both. */
  layers: (OutlineLayer | FootprintsLayer | ShapesLayer | MarksLayer)[];
  /** marks by the key of their layer: float64 x, y of the origin; uint32 marks n, columns c of size, 1 or 3, colours p, texts t, bytes u of texts; int32 (p) 0xrrggbb or -1 for the layer's; float32 x, y (NaN: not known) and c columns of size, n each; uint32 (t + 1) where texts begin; uint8 (n) symbol, 128 more if its size is in CSS pixels; uint8 (n) colour; uint8 (u) UTF-8. Written by: kernel. */
  drawings: Record<string, DataView>;
  /** {} when nothing is selected. Written by: both. */
  selection: Selection | NoSelection;
  /** whether the side panel is shown. Written by: both. */
  panel_open: boolean;
  /** whether the sky grid is drawn. Written by: both. */
  show_grid: boolean;
  /** CSS pixels of the whole viewer. Written by: both. */
  height: number;
  /** its group; {} when it stands alone. Written by: kernel. */
  frames: Frames | NoFrames;
  /** seconds each frame of its group is seen in turn; 0: all at once. Written by: both. */
  blink: number;
  /** what Python wants to be told. Written by: kernel. */
  listening: Listening;
  /** pixel under the pointer; null when it is elsewhere. Written by: page. */
  cursor: Cursor | null;
  /** [w, h] CSS pixels; [0, 0] before display. Written by: page. */
  canvas_size: [number, number];
}

/** Asks for tiles; a request with a higher view number makes the same client's lower ones moot. */
export interface TilesRequest {
  kind: "tiles";
  /** unique among all pages that may show this viewer: start at a random number. */
  id: number;
  /** random number of the page; its view numbers are its own. */
  client: number;
  /** image_info.id the page is drawing. */
  image: number;
  component: string;
  /** rises whenever the client's view changes. */
  view: number;
  /** [level, row, col], most wanted first. */
  want: [number, number, number][];
  /** the page has these tiles already and wants them finer in value. */
  refine: boolean;
}

/** Asks for exact values around a pixel. */
export interface ReadoutRequest {
  kind: "readout";
  id: number;
  image: number;
  /** absolute pixel. */
  x: number;
  /** absolute pixel. */
  y: number;
}

/** Asks for the geometry of a layer. */
export interface LayerRequest {
  kind: "layer";
  id: number;
  /** its key. */
  layer: number;
}

/** Asks what to tell of one source. */
export interface RowRequest {
  kind: "row";
  id: number;
  /** its layer's key. */
  layer: number;
  row: number;
}

/** Takes a request back; that request is still answered, with what there is. */
export interface CancelRequest {
  kind: "cancel";
  id: number;
}

/** A key that Python listens for has been pressed; not answered. */
export interface KeyMessage {
  kind: "key";
  /** absolute pixels under the pointer; null when it is elsewhere. */
  x: number | null;
  y: number | null;
  /** KeyboardEvent.key. */
  key: string;
  /** KeyboardEvent.code, the place on the keyboard. */
  code: string;
  shift: boolean;
}

/** The image has been clicked while Python listens; not answered. */
export interface ClickMessage {
  kind: "click";
  /** absolute pixels. */
  x: number;
  y: number;
  button: "left" | "right";
  modifiers: ("shift" | "ctrl" | "alt" | "meta")[];
}

/** A display that takes keys has seen a call; not answered. */
export interface HereMessage {
  kind: "here";
  /** Listening.call. */
  call: number;
}

/** Some of the tiles asked for, one buffer each; several replies may answer one request. The last one has ``done``. A tile that never came was dropped (a newer view, a cancel, a newer image): ask again if it is still wanted. */
export interface TilesReply {
  kind: "tiles";
  id: number;
  image: number;
  component: string;
  /** in the order of the buffers. */
  tiles: TileMeta[];
  done: boolean;
}

/** Exact values of a neighbourhood. Buffers: float64 values (h, w, channels), float64 sigma (h, w) or empty, uint8 mask (h, w, mask_bytes) or empty. */
export interface ReadoutReply {
  kind: "readout";
  id: number;
  image: number;
  /** what the values are; sigma is always the image's. */
  component: string;
  /** values a pixel: 3 for red, green, blue, else 1. */
  channels: number;
  /** [y0, x0, h, w], absolute; h = w = 0 outside the image. */
  box: [number, number, number, number];
  /** ICRS RA, Dec of the asked pixel, degrees. */
  sky: [number, number] | null;
}

/** A part of the geometry of a layer, one buffer; several replies may answer one request. Outlines: uint32 index of the first vertex of each line and of the end (rows + 1), for footprints uint32 row of the source that each line belongs to (rising), then float32 x, y of each vertex. Shapes: float32 columns x, y (NaN: not known) and, if there are ellipses, a, b (pixels), theta (from +x to +y, radians; NaN: no ellipse). Positions are relative to origin. Labels: uint32 (rows + 1) where texts begin, then all of them as UTF-8. */
export interface LayerReply {
  kind: "layer";
  id: number;
  /** its key. */
  layer: number;
  /** lines or sources. */
  rows: number;
  /** [x, y], absolute pixels. */
  origin: [number, number];
  /** bytes of the geometry before this part. */
  offset: number;
  /** bytes of the whole geometry; 0 for a layer that has gone. */
  size: number;
  done: boolean;
}

/** What to tell of one source. */
export interface RowReply {
  kind: "row";
  id: number;
  /** its value in the column of identities, '' without one; untrusted text. */
  called: string;
  /** column and value; untrusted text; none if taken back. */
  cells: [string, string][];
}

/** The request failed. */
export interface ErrorReply {
  kind: "error";
  id: number;
  error: string;
}

export type PageMessage =
  | TilesRequest
  | ReadoutRequest
  | LayerRequest
  | RowRequest
  | CancelRequest
  | KeyMessage
  | ClickMessage
  | HereMessage;
export type KernelMessage =
  | TilesReply
  | ReadoutReply
  | LayerReply
  | RowReply
  | ErrorReply;
