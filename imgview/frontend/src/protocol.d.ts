// Generated from imgview/widget/protocol.py by `python -m imgview.widget.protocol`; do not edit.

/** Version of the contract: write `const PROTOCOL: Protocol = …`, so that tsc compares. */
export type Protocol = 1;

export type Component = "image" | "variance" | "snr";

/** The image that is shown; a new image has a new id. */
export interface ImageInfo {
  /** rises with every image loaded; tiles and readouts of another id are stale. */
  id: number;
  /** what this is: instrument, band, visit, detector. */
  title: string;
  /** size and unit, '4072×4000 · nJy'. */
  subtitle: string;
  /** (ny, nx), pixels. */
  shape: [number, number];
  /** (y0, x0), absolute coordinates of the first pixel. */
  start: [number, number];
  /** unit of the shown component, '' when it has none. */
  unit: string;
  /** numpy name of the image's dtype. */
  dtype: string;
  /** number of pyramid levels; level L halves L times. */
  levels: number;
  /** pixels along a full tile's side. */
  tile: number;
  /** the component that cuts, histogram and first tiles belong to. */
  component: Component;
  /** what can be shown. */
  components: Component[];
  /** whether there is a sky projection. */
  has_sky: boolean;
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

/** The part of the image on the canvas. */
export interface Viewport {
  /** [x, y], absolute pixels, at the middle of the canvas. */
  center: [number, number];
  /** image pixels across the shorter side of the canvas. */
  fov: number;
}

/** Where the pointer is, absolute pixels. */
export interface Cursor {
  x: number;
  y: number;
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
  /** center, step, linear, zero. */
  codec: [number, number, number, number];
  /** length of the deflated, byte-shuffled uint16 codes. */
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
  /** center, step, linear, zero. */
  codec: [number, number, number, number];
  /** length of the deflated, byte-shuffled uint16 codes. */
  image: number;
  /** length of the deflated mask bytes that follow; 0: no plane is set here. */
  mask: number;
  /** indices of the mask bytes sent, each (h+2, w+2) with an apron of 1. */
  bytes: number[];
  data: DataView;
}

/** Every synced trait; both sides use these names. */
export interface Traits {
  /** version of this contract. Written by: kernel. */
  protocol: number;
  /** the image; {} without one. Written by: kernel. */
  image_info: ImageInfo | NoImage;
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
  /** what is to be shown. Written by: both. */
  component: Component;
  /** null: fit the image. Written by: both. */
  viewport: Viewport | null;
  /** how each plane is drawn, by name. Written by: both. */
  planes: Record<string, PlaneState>;
  /** whether the side panel is shown. Written by: both. */
  panel_open: boolean;
  /** whether the sky grid is drawn. Written by: both. */
  show_grid: boolean;
  /** CSS pixels of the whole viewer. Written by: both. */
  height: number;
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
  component: Component;
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

/** Takes a request back; that request is still answered, with what there is. */
export interface CancelRequest {
  kind: "cancel";
  id: number;
}

/** Some of the tiles asked for, one buffer each; several replies may answer one request. The last one has ``done``. A tile that never came was dropped (a newer view, a cancel, a newer image): ask again if it is still wanted. */
export interface TilesReply {
  kind: "tiles";
  id: number;
  image: number;
  component: Component;
  /** in the order of the buffers. */
  tiles: TileMeta[];
  done: boolean;
}

/** Exact values of a neighbourhood. Buffers: float64 values (h, w), float64 sigma (h, w) or empty, uint8 mask (h, w, mask_bytes) or empty. */
export interface ReadoutReply {
  kind: "readout";
  id: number;
  image: number;
  /** what the values are; sigma is always the image's. */
  component: Component;
  /** [y0, x0, h, w], absolute; h = w = 0 outside the image. */
  box: [number, number, number, number];
  /** ICRS RA, Dec of the asked pixel, degrees. */
  sky: [number, number] | null;
}

/** The request failed. */
export interface ErrorReply {
  kind: "error";
  id: number;
  error: string;
}

export type PageMessage = TilesRequest | ReadoutRequest | CancelRequest;
export type KernelMessage = TilesReply | ReadoutReply | ErrorReply;
